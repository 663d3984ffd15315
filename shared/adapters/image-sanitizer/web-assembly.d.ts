// The part of the WebAssembly types that the codecs need; TypeScript's library for Node does not include them.

declare namespace WebAssembly {
  class Module {
    private readonly compiled: true;
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: object;
  }
  type Imports = object;
  function compile(bytes: Uint8Array): Promise<Module>;
}

interface ImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
