// The widgets of a page and their kernel. What JupyterLab's manager of widgets does, without JupyterLab.
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { shims } from "@jupyter-widgets/base";
import { Widget } from "@lumino/widgets";
import { MODULES } from "./modules.js";

export class PageWidgets extends ManagerBase {
  constructor(kernel) {
    super();
    this.kernel = kernel;
    this.unknown = new Set();
    this._restoring = false;
    kernel.registerCommTarget(this.comm_target_name, (comm, message) => this.handle_comm_open(new shims.services.Comm(comm), message));
    kernel.connectionStatusChanged.connect((_, status) => status === "connected" && this.restore());
    this.restored = this.restore();
  }

  // The widgets as the kernel has them: when the page opens, and each time that its line is joined again.
  async restore() {
    if (this._restoring) return;
    this._restoring = true;
    try {
      await this._loadFromKernel();
    } finally {
      this._restoring = false;
    }
  }

  async loadClass(name, module, version) {
    const known = MODULES[module];
    if (!known || known.version !== version) {
      this.unknown.add(`${module} ${version}`);
      throw new Error(`No widgets of ${module} ${version}`);
    }
    return (await known.load())[name];
  }

  show(view, place) {
    Widget.attach(view.luminoWidget, place);
    window.addEventListener("resize", () => view.luminoWidget.processMessage(Widget.ResizeMessage.UnknownSize));
  }

  async _create_comm(target, id, data, metadata, buffers) {
    const comm = this.kernel.createComm(target, id);
    if (data || metadata) comm.open(data, metadata, buffers);
    return new shims.services.Comm(comm);
  }

  async _get_comm_info() {
    const { content } = await this.kernel.requestCommInfo({ target_name: this.comm_target_name });
    return content.status === "ok" ? content.comms : {};
  }
}
