// On the page that says that all places are taken: it counts down, and asks for the same page again unless told to stop.
(() => {
  const left = document.getElementById("jq-left");
  const waiting = document.getElementById("jq-waiting");
  const stop = document.getElementById("jq-stop");
  const until = Date.now() + Number(left.textContent) * 1000;
  const counting = setInterval(() => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    left.textContent = String(Math.max(seconds, 0));
    if (seconds > 0) return;
    clearInterval(counting);
    location.reload();
  }, 1000);
  stop.addEventListener("click", () => {
    clearInterval(counting);
    waiting.hidden = true;
    stop.hidden = true;
    document.querySelector("main a").focus();
    document.getElementById("jq-stopped").append(document.getElementById("jq-stopped-words").content);
  });
})();
