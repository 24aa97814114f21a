// A plot that says what it shows to those who do not see it.
function named(svg, title, description) {
  const make = (name, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    element.textContent = text;
    return element;
  };
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  svg.prepend(make("title", title), make("desc", description));
  svg.querySelectorAll("g[aria-label]").forEach(group => group.removeAttribute("aria-label"));
  // An image holds no links for those who do not see it: they find the same ones in the tables.
  svg.querySelectorAll("a").forEach(link => {
    const receipt = link.getAttributeNS("http://www.w3.org/1999/xlink", "href") ?? link.getAttribute("href");
    const mark = link.firstElementChild;
    mark.setAttribute("data-receipt", receipt);
    mark.addEventListener("click", event => event.ctrlKey || event.metaKey ? open(receipt, "_blank", "noopener") : location.assign(receipt));
    link.replaceWith(mark);
  });
  return svg;
}
