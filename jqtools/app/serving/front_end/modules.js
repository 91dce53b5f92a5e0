// The modules of widgets that the pages know, each in the version that Python asks for.
import * as base from "@jupyter-widgets/base";
import { taken } from "./amd.js";
import "anywidget";

const anywidget = taken()(base);

export const MODULES = {
  "@jupyter-widgets/base": { version: base.JUPYTER_WIDGETS_VERSION, load: async () => base },
  "@jupyter-widgets/controls": { version: "2.0.0", load: () => import("@jupyter-widgets/controls") },
  anywidget: { version: `~${anywidget.AnyModel.model_module_version.replace(/\d+$/, "*")}`, load: async () => anywidget },
};
