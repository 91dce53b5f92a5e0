// While a page opens. Voila's own script, where a page needs it, looks for these names: all cells stand there by now.
window.cellLoaded = true;
window.voila_finish = () => {
  const loading = document.getElementById("loading");
  if (loading) loading.remove();
};
(() => {
  const isBroken = () =>
    document.documentElement.dataset.jqBroken || document.getElementById("content").textContent.includes("Error displaying " + "widget");
  // Now and then the forms come before the connection that they need: one reload mends that, and loses nothing.
  const watch = setInterval(() => {
    try {
      if (isBroken() && !sessionStorage.getItem("jq_reloaded")) {
        sessionStorage.setItem("jq_reloaded", "yes");
        location.reload();
      }
    } catch {
      // No storage: the words below must do.
    }
  }, 500);
  setTimeout(() => {
    clearInterval(watch);
    if (document.documentElement.dataset.jqReady && !isBroken()) {
      try {
        sessionStorage.removeItem("jq_reloaded");
      } catch {
        // No storage, and so nothing to remove.
      }
      return;
    }
    const words = document.getElementById("jq-not-open").content.cloneNode(true);
    document.getElementById("jq-connection").replaceChildren(words);
  }, 30000);
})();
