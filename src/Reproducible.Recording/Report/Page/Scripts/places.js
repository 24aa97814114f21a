// Where things go: text that fits, dots and labels that do not cover each other, ticks.
// As much of a text as fits so many pixels.
function fitted(text, pixels, size = 13, weight = 600) {
  if (textWidth(text, size, weight) <= pixels) { return text; }
  let length = text.length;
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, size, weight) > pixels) { length--; }
  return `${text.slice(0, length)}…`;
}

const padded = (values, share, must = []) => {
  const [low, high] = d3.extent([...values, ...must].filter(value => value !== null && Number.isFinite(value)));
  const pad = (high - low || 1) * share;
  return [low - pad, high + pad];
};

// Puts dots that would cover each other above and below: returns an offset in pixels for each.
function swarm(pixels, radius) {
  const placed = [], level = radius * 1.8;
  const offsets = new Array(pixels.length).fill(0);
  for (const index of d3.range(pixels.length).sort((one, other) => pixels[one] - pixels[other])) {
    const place = [0, 1, -1, 2, -2].find(candidate => placed.every(other =>
      Math.hypot(other.x - pixels[index], other.y - candidate * level) >= radius * 1.7)) ?? 0;
    placed.push({ x: pixels[index], y: place * level });
    offsets[index] = place * level;
  }
  return offsets;
}

// 1, 2, 5, 10, ... inside a domain; only powers of ten where those are too many.
function logTicks([low, high], most) {
  const powers = d3.range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)) + 1);
  const inside = digits => powers.flatMap(power => digits.map(digit => Number(`${digit}e${power}`))).filter(value => value >= low && value <= high);
  const fine = inside([1, 2, 5]);
  return fine.length <= most ? fine : inside([1]).length > 1 ? inside([1]) : [fine[0], fine.at(-1)];
}

// Moves labels apart vertically where they would overlap.
function apart(places, gap, low, high) {
  const sorted = [...places].sort((one, other) => one.y - other.y);
  for (let pass = 0; pass < 60; pass++) {
    for (let index = 1; index < sorted.length; index++) {
      const overlap = gap - (sorted[index].y - sorted[index - 1].y);
      if (overlap > 0) { sorted[index].y += overlap / 2; sorted[index - 1].y -= overlap / 2; }
    }
    for (const place of sorted) { place.y = Math.min(high, Math.max(low, place.y)); }
  }
  return places;
}
