// The menu button of a narrow page, and Escape for it, for a part of the menu and for the account menu.
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
    const part = document.querySelector(":is(.person, .submenu)[open]");
    if (part) { part.open = false; part.firstElementChild.focus(); }
    else if (menu && menu.hasAttribute("data-open")) { set(false); button.focus(); }
  });
  document.addEventListener("click", (event) => {
    for (const part of document.querySelectorAll(":is(.person, .submenu)[open]")) {
      if (!part.contains(event.target)) part.open = false;
    }
  });
}
