// Puts a web form where this script stands: a frame that is as high as the form, and knows what led the visitor here.
(() => {
  const script = document.currentScript;
  const source = new URL(script.src);
  const address = new URL(source.pathname.replace(/\.js$/, ""), source);
  address.searchParams.set("embedded", "1");
  address.searchParams.set("landing_page", location.href.slice(0, 2000));
  if (document.referrer) address.searchParams.set("referrer", document.referrer.slice(0, 2000));
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (/^utm_(source|medium|campaign|content|term)$/.test(name)) address.searchParams.set(name, value.slice(0, 200));
  }
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = script.dataset.title || document.title;
  frame.width = "100%";
  frame.height = "640";
  frame.style.cssText = "border:0;display:block";
  script.after(frame);
  addEventListener("message", (event) => {
    if (event.origin !== source.origin || event.source !== frame.contentWindow) return;
    const said = (event.data && event.data.batonForm) || {};
    if (said.height > 0) frame.height = String(Math.min(said.height, 4000));
    if (typeof said.goOn === "string" && /^https?:\/\//.test(said.goOn)) location.assign(said.goOn);
  });
})();
