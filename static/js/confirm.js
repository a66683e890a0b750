// Opens a confirm dialog from the link or button that names it; without script the link leads to a page.
{
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.openDialog);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
    const close = event.target.closest("dialog [data-close]");
    if (close) close.closest("dialog").close();
  });
}
