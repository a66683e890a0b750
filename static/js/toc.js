// The list of questions beside a page: marks the one whose answer is being read.
{
  const links = [...document.querySelectorAll(".toc a")];
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      for (const link of links) {
        if (link.hash === `#${target.id}`) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-20% 0px -70%" });
  for (const link of links) {
    const section = document.querySelector(link.hash);
    if (section) seen.observe(section);
  }
}
