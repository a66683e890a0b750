// Asks before leaving a form marked data-keep with words that were not sent.
{
  let dirty = false;
  document.addEventListener("input", (event) => { if (event.target.closest("[data-keep]")) dirty = true; });
  document.addEventListener("submit", () => { dirty = false; });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
