// "Print": the browser's own dialog; without script the browser's menu does the same.
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
document.addEventListener("htmx:load", (event) => {
  for (const button of event.target.querySelectorAll("[data-print][hidden]")) button.hidden = false;
});
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });
