// Share: the dialog opens over the page and its texts can be copied; without script it opens in its place.
{
  document.addEventListener("click", (event) => {
    const find = (selector) => event.target.closest(selector);
    const opener = find("[data-share]");
    const copy = find("[data-copy]");
    const close = find(".share [data-close]");
    if (opener) {
      const dialog = document.querySelector(opener.hash);
      for (const button of dialog.querySelectorAll("[data-copy]")) button.hidden = false;
      dialog.showModal();
    } else if (copy) {
      const field = document.getElementById(copy.dataset.copy);
      field.select();
      const done = copy.closest("dialog").querySelector("[data-done]");
      navigator.clipboard.writeText(field.value).then(() => { done.textContent = done.dataset.done; });
    } else if (close) close.closest("dialog").close();
    else return;
    event.preventDefault();
  });
}
