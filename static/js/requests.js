// What happens around an htmx request: errors in one place, focus where work goes on, counts said once.
{
  const region = document.getElementById("messages");
  const live = document.getElementById("live");
  const say = (text) => { live.textContent = ""; setTimeout(() => { live.textContent = text; }, 50); };

  const tell = (text) => {
    const box = document.createElement("div");
    box.className = "message problem";
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.className = "icon-btn";
    close.type = "button";
    close.setAttribute("aria-label", region.dataset.close);
    close.textContent = "✕";
    close.addEventListener("click", () => region.replaceChildren());
    box.append(words, close);
    region.replaceChildren(box);
    box.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("problem", (event) => tell(event.detail));
  document.addEventListener("htmx:beforeRequest", () => region.replaceChildren());

  // A form with errors comes back as 422 and is shown like any answer; so are both texts of an overtaken edit.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    const { status } = xhr;
    if (xhr.getResponseHeader("X-Busy")) return;
    if (status !== 422 && !(status === 409 && event.detail.target.matches("[data-in-place]"))) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    tell(region.dataset[xhr.getResponseHeader("X-Busy") ? "busy" : xhr.status] || region.dataset[500]);
  });

  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      tell(event.detail.requestConfig.verb === "get" ? region.dataset.notLoaded : region.dataset.notSaved);
    });
  }

  // The title says first whether something on the page is wrong.
  const retitle = () => {
    const word = `${region.dataset.error} `;
    const title = document.title.replace(word, "");
    document.title = document.querySelector("[data-errors]:not([data-sample] *)") ? word + title : title;
  };

  // Invalid: the summary. Edit: the first field. Save or cancel: the button named by data-back. New page: its heading.
  document.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.detail.elt;
    const back = fresh.closest("[data-back]");
    const find = (selector) => (fresh.matches(selector) ? fresh : fresh.querySelector(selector));
    const lost = document.activeElement === document.body;
    const form = lost && find("form.form[data-draft]");
    const goal = find("[data-errors]") || find("[data-focus]") || (form && form.querySelector("input:not([type=hidden]), select, textarea")) || (lost && back && document.getElementById(back.dataset.back));
    if (goal) goal.focus();
    else if (fresh.id === "main" || fresh.tagName === "BODY") {
      const heading = find("h1");
      if (heading) { heading.tabIndex = -1; heading.focus(); }
    }
    const news = find("[data-announce]");
    if (news) say(news.dataset.announce);
    retitle();
  });

  // A plain page that came back with errors: the summary takes the focus.
  const summary = document.querySelector("[data-errors]:not([data-sample] *)");
  if (summary) summary.focus();

  document.addEventListener("announce", (event) => say(event.detail.value || event.detail));
}
