// The widgets of a page and their kernel. What JupyterLab's manager of widgets does, without JupyterLab.
import { CONTROL_COMM_TARGET, ManagerBase } from "@jupyter-widgets/base-manager";
import { shims } from "@jupyter-widgets/base";
import { Widget } from "@lumino/widgets";
import { MODULES } from "./modules.js";

const isKnown = (module, version) => module in MODULES && MODULES[module].version === version;

// What people change; all else of a widget is the kernel's.
const EDITED = ["value", "seq"];
const isEdit = ({ header, content }) => header.msg_type === "comm_msg" && content.data.method === "update";

// What was on its way when a line was cut may be lost, and the library holds back all that follows it. An edit may be read
// twice, so each without an answer is sent again, before those that only wait for the line.
function sendEditsAgain(kernel) {
  const sent = [...kernel._futures.values()].map((future) => future.msg);
  kernel._pendingMessages.unshift(...sent.filter((message) => isEdit(message) && !kernel._pendingMessages.includes(message)));
}

export class PageWidgets extends ManagerBase {
  constructor(kernel) {
    super();
    this.kernel = kernel;
    this._restoring = false;
    this._here = new Map();
    // Whether all of the kernel's widgets are known here: told before the first of them is made.
    this.known = new Promise((resolve) => (this._tellKnown = resolve));
    this.restored = new Promise((resolve) => (this._tellRestored = resolve));
    kernel.registerCommTarget(this.comm_target_name, (comm, message) => this.handle_comm_open(new shims.services.Comm(comm), message));
    // Asked once the line is open: what is asked before waits until the kernel has told about itself.
    kernel.connectionStatusChanged.connect((_, status) => {
      if (status !== "connected") return;
      sendEditsAgain(kernel);
      this._restore();
    });
    if (kernel.connectionStatus === "connected") this._restore();
  }

  // The widgets as the kernel has them: when the page opens, and each time that its line is joined again.
  async _restore() {
    if (this._restoring) return;
    this._restoring = true;
    try {
      await this._loadFromKernel();
      this._tellKnown(true);
      this._tellRestored();
    } catch {
      // The line was cut meanwhile: all is asked for again once it is joined.
    } finally {
      this._restoring = false;
    }
  }

  async loadClass(name, module, version) {
    if (!isKnown(module, version)) throw new Error(`No widgets of ${module} ${version}`);
    return (await MODULES[module].load())[name];
  }

  // Draw a widget where its cell stands, in place of the script that names it.
  async draw({ script, shown }) {
    const view = await this.create_view(await this.get_model(shown.model_id));
    const place = document.createElement("div");
    place.className = "jp-OutputArea-output";
    script.replaceWith(place);
    Widget.attach(view.luminoWidget, place);
  }

  async _create_comm(target, id, data, metadata, buffers) {
    const plain = this.kernel.createComm(target, id);
    if (data || metadata) plain.open(data, metadata, buffers);
    const comm = new shims.services.Comm(plain);
    if (target === CONTROL_COMM_TARGET) this._lookFirst(comm);
    return comm;
  }

  _lookFirst(comm) {
    const hear = comm.on_msg.bind(comm);
    comm.on_msg = (heard) =>
      hear((message) => {
        const { states = {} } = message.content.data;
        this._keepEdits(states);
        const known = Object.values(states).every((state) => isKnown(state.model_module, state.model_module_version));
        this._tellKnown(known);
        if (known) heard(message);
      });
  }

  register_model(id, made) {
    super.register_model(id, made);
    made.then((model) => this._here.set(id, model), () => {});
  }

  // What the kernel has not read yet is newer than what it tells.
  _keepEdits(states) {
    for (const [id, { state }] of Object.entries(states))
      if (this._here.get(id)?._pending_msgs > 0) for (const edited of EDITED) delete state[edited];
  }

  async _get_comm_info() {
    const { content } = await this.kernel.requestCommInfo({ target_name: this.comm_target_name });
    return content.status === "ok" ? content.comms : {};
  }
}
