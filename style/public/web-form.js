// What a web form's page does where scripts run: it is sent once, says where somebody came from, and tells the page around it
// how high it is. Without scripts it is sent all the same.
(() => {
  const form = document.querySelector("form[data-sheet]");
  const within = window.parent !== window;
  if (form) {
    const referrer = form.elements.namedItem("referrer");
    if (referrer && !referrer.value && !within) referrer.value = document.referrer;
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
      form.querySelector("[type=submit]").setAttribute("aria-busy", "true");
    });
    // Back from the next page the form can be sent again.
    window.addEventListener("pageshow", () => {
      sent = false;
      form.querySelector("[type=submit]").removeAttribute("aria-busy");
    });
    document.querySelector("[aria-invalid=true]")?.focus();
  }
  if (!within) return;
  const tell = (said) => window.parent.postMessage({ batonForm: said }, "*");
  const height = () => tell({ height: Math.ceil(document.querySelector("main").getBoundingClientRect().height) });
  new ResizeObserver(height).observe(document.querySelector("main"));
  const on = document.querySelector("[data-done] [data-go-on]");
  if (on) tell({ goOn: on.getAttribute("data-go-on") });
})();
