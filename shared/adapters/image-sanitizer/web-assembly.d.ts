// Of what browsers and Node have and the compiler's library for Node leaves out, as much as the codecs need.

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
