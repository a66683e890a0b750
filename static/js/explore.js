// "Explore this chart": loads Plotly on demand, draws over the server's chart, moves by key, says what is read.
{
  const scripts = new Map();
  const load = (url) => {
    if (!scripts.has(url)) {
      scripts.set(url, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = () => { scripts.delete(url); reject(new Error(url)); };
        document.head.append(script);
      }));
    }
    return scripts.get(url);
  };

  // Hover or focus is intent: the browser may fetch ahead, nothing runs.
  const hint = (event) => {
    const button = event.target.closest && event.target.closest("[data-explore]");
    if (!button || button.dataset.hinted) return;
    button.dataset.hinted = "";
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.as = "script";
    link.href = button.dataset.plotly;
    document.head.append(link);
  };
  document.addEventListener("pointerover", hint);
  document.addEventListener("focusin", hint);

  const isDark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const say = (text) => { document.getElementById("live").textContent = text; };

  const iconButton = (name, words, act) => {
    const button = document.createElement("button");
    button.className = "btn";
    button.type = "button";
    button.textContent = { in: "+", out: "−" }[name] || words.split("|")[0];
    button.setAttribute("aria-label", words.split("|").pop());
    button.dataset.act = name;
    button.addEventListener("click", act);
    return button;
  };

  const explore = async (button) => {
    const place = document.getElementById(button.dataset.place);
    const drawing = [...place.querySelectorAll(":scope > svg")];
    const room = place.getBoundingClientRect().height;
    place.setAttribute("aria-busy", "true");
    let figure;
    try {
      const [answer] = await Promise.all([fetch(button.dataset.explore, { headers: { Accept: "application/json" } }), load(button.dataset.plotly)]);
      if (!answer.ok) throw new Error(String(answer.status));
      figure = await answer.json();
    } catch {
      place.removeAttribute("aria-busy");
      document.dispatchEvent(new CustomEvent("problem", { detail: button.dataset.failed }));
      return;
    }
    const box = document.createElement("div");
    const bar = document.createElement("div");
    box.className = "explore";
    bar.className = "explore-bar";
    const chart = document.createElement("div");
    chart.tabIndex = 0;
    chart.setAttribute("role", "application");
    chart.setAttribute("aria-label", `${figure.title}. ${button.dataset.help}`);
    box.append(bar, chart);
    for (const svg of drawing) svg.setAttribute("hidden", "");
    place.append(box);
    place.removeAttribute("aria-busy");
    button.hidden = true;

    let full;
    const zoom = (factor) => {
      const [from, to] = chart.layout.xaxis.range.map(Number);
      const middle = (from + to) / 2;
      const half = Math.min((to - from) * factor, full[1] - full[0]) / 2;
      Plotly.relayout(chart, { "xaxis.fixedrange": false, "xaxis.range": [middle - half, middle + half], dragmode: "pan" });
    };
    bar.append(
      iconButton("in", button.dataset.zoomIn, () => zoom(0.6)),
      iconButton("out", button.dataset.zoomOut, () => zoom(1 / 0.6)),
      iconButton("reset", button.dataset.reset, () => Plotly.relayout(chart, { "xaxis.range": full, "xaxis.fixedrange": true, dragmode: false })),
      iconButton("back", button.dataset.back, () => {
        document.removeEventListener("theme", draw);
        Plotly.purge(chart);
        box.remove();
        for (const svg of drawing) svg.removeAttribute("hidden");
        button.hidden = false;
        button.focus();
      }),
    );

    const layout = () => ({ ...figure.layout, template: figure.templates[isDark() ? "district_dark" : "district_light"], height });
    const draw = () => Plotly.react(chart, figure.data, layout(), { displayModeBar: false, responsive: true, displaylogo: false })
      .then(() => { for (const svg of chart.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true"); });
    // The box keeps the height it had, so that nothing below it moves.
    const height = Math.max(room - bar.offsetHeight - 8, 240);
    await draw();
    document.addEventListener("theme", draw);

    full = [...chart.layout.xaxis.range];
    let at = figure.readings.length;
    chart.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      at = Math.min(Math.max(at + step, 0), figure.readings.length - 1);
      Plotly.Fx.hover(chart, { xval: figure.readings[at].x, yval: figure.readings[at].y }, "xy");
      say(figure.readings[at].words);
    });
    bar.firstElementChild.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-explore]");
    if (button) explore(button);
  });
}
