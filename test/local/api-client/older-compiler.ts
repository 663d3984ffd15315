import { registerHooks } from 'node:module';

// openapi-typescript prints types with the JavaScript API that TypeScript had until version 6; the project's compiler has
// none. It gets the one that @ts-morph/common brings. A second `typescript` package, under another name, would compete
// for the command `tsc`.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === 'typescript' ? '@ts-morph/common/dist/typescript.js' : specifier, context),
});
