// Chart or table: two buttons, both panels in the page. Works on figures that arrive later, too.
{
  const show = (root) => {
    for (const hidden of root.querySelectorAll("[data-views][hidden], [data-explore][hidden], [data-upload-hint][hidden]")) hidden.hidden = false;
  };
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.target));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-views] button");
    if (!button) return;
    for (const each of button.parentElement.children) {
      each.setAttribute("aria-pressed", String(each === button));
      document.getElementById(each.getAttribute("aria-controls")).hidden = each !== button;
    }
  });
}
