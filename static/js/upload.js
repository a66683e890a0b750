// A file may be dropped on the field; its name is said beside it.
{
  const area = (event) => event.target.closest && event.target.closest("[data-upload]");
  const name = (box) => {
    const file = box.querySelector("[type=file]").files[0];
    const hint = box.querySelector("[data-upload-hint]");
    if (file && hint) hint.textContent = `${hint.dataset.chosen} ${file.name}`;
  };
  document.addEventListener("dragover", (event) => {
    const box = area(event);
    if (box) { event.preventDefault(); box.classList.add("over"); }
  });
  document.addEventListener("dragleave", (event) => { const box = area(event); if (box) box.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    const box = area(event);
    if (!box) return;
    event.preventDefault();
    box.classList.remove("over");
    const input = box.querySelector("[type=file]");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; name(box); }
  });
  document.addEventListener("change", (event) => { const box = area(event); if (box) name(box); });
}
