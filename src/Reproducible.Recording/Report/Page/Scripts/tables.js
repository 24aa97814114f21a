// Tables that sort, and lists of runs that open when a link leads to them.
function sortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : head.classList.contains("n");
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const rows = [...body.rows].map(row => ({ row, text: row.cells[column].textContent.trim(), order: row.cells[column].dataset.order }));
      const compare = (one, other) => one.order !== undefined && other.order !== undefined
        ? one.order - other.order
        : one.order !== undefined ? 1 : other.order !== undefined ? -1 : one.text.localeCompare(other.text, "en", { numeric: true });
      // What says nothing stays below, either way.
      const empty = entry => entry.order === undefined && (entry.text === "" || rows.some(row => row.order !== undefined));
      rows.sort((one, other) => empty(one) - empty(other) || (empty(one) ? 0 : (descending ? -1 : 1) * compare(one, other)));
      body.append(...rows.map(entry => entry.row));
    });
  });
}

function reveal() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
}
