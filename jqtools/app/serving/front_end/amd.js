// anywidget's script is made for a loader of the kind that asks for `define`: here its function is taken as it is.
let factory = null;
globalThis.define = (_, made) => (factory = made);
export const taken = () => {
  delete globalThis.define;
  return factory;
};
