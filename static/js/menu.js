// The menu button of a narrow page, and Escape for it and for the account menu.
{
  const button = document.querySelector("[data-menu]");
  const menu = button && document.getElementById(button.getAttribute("aria-controls"));
  const set = (open) => {
    menu.toggleAttribute("data-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  if (menu) button.addEventListener("click", () => set(!menu.hasAttribute("data-open")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (menu && menu.hasAttribute("data-open")) { set(false); button.focus(); }
    const account = document.querySelector("details.person[open]");
    if (account) { account.open = false; account.firstElementChild.focus(); }
  });
}
