// Moves the stills of a handout. Everything it shows was recorded by the program; it computes no result of its own.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  // As the program draws the stills.
  const chart = { left: 46, right: 388, top: 12, bottom: 264, margin: 8, plane: 304, cells: 64, bars: 40 };
  const seldomMoves = matchMedia("(prefers-reduced-motion: reduce)");
  const short = (value) => String(Math.round(value * 10) / 10);

  // The last of these increasing numbers that is not beyond `value`.
  function placeOf(numbers, value) {
    let place = 0;
    while (place + 1 < numbers.length && numbers[place + 1] <= value) ++place;
    return place;
  }
  const setPath = (figure, style, d) => figure.querySelectorAll(style).forEach((path) => path.setAttribute("d", d));

  // Where neighbouring cells of a row have the same shade there is one box for all of them.
  function fieldPaths(letters) {
    const cell = chart.plane / chart.cells;
    const paths = Array.from({ length: 15 }, () => "");
    let uncertain = "";
    const isUncertain = (letter) => letter < "a";
    const box = (row, from, to) =>
      `M${short(chart.margin + from * cell)} ${short(chart.margin + row * cell)}h${short((to - from) * cell)}v4.8h-${short((to - from) * cell)}z`;
    for (let row = 0; row * chart.cells < letters.length; ++row) {
      const line = letters.slice(row * chart.cells, (row + 1) * chart.cells);
      const shades = line.toLowerCase();
      for (let from = 0, to = 0; from < line.length; from = to) {
        while (to < line.length && shades[to] === shades[from]) ++to;
        paths[shades.charCodeAt(from) - 97] += box(row, from, to);
      }
      for (let from = 0, to = 0; from < line.length; from = to) {
        while (to < line.length && isUncertain(line[to]) === isUncertain(line[from])) ++to;
        if (isUncertain(line[from])) uncertain += box(row, from, to);
      }
    }
    return { paths, uncertain };
  }

  function barsPath(counts, up, top) {
    const middle = (chart.top + chart.bottom) / 2;
    const wide = (chart.right - chart.left) / chart.bars;
    return counts.map((count, bin) => {
      if (count === 0) return "";
      const high = (middle - chart.top) * Math.sqrt(count / Math.max(1, top)) * (up ? -1 : 1);
      return `M${short(chart.left + bin * wide)} ${short(middle)}v${short(high)}h${short(wide - 0.8)}v${short(-high)}z`;
    }).join("");
  }

  const stepPlace = (step, last) => Math.log10(step + 1) / Math.log10(last + 1);

  // Brings one chart to a step.
  function draw(figure, step) {
    const run = data.runs[figure.dataset.run];
    const frame = placeOf(run.steps, step);
    const panel = figure.dataset.panel;
    figure.querySelector(".at").textContent = `step ${step}`;
    if (panel === "projection") {
      const { paths, uncertain } = fieldPaths(run.fields[frame]);
      paths.forEach((d, shade) => setPath(figure, `.field > .s${shade}`, d));
      setPath(figure, ":scope > svg .band", uncertain);
      setPath(figure, ":scope > svg .halo, :scope > svg .boundary", run.boundary[frame]);
    } else if (run.bars[panel]) {
      const { top, counts } = run.bars[panel];
      setPath(figure, ":scope > svg > .bar.up", barsPath(counts[frame].up, true, top));
      setPath(figure, ":scope > svg > .bar.down", barsPath(counts[frame].down, false, top));
    } else if (panel === "neuron-plane") {
      setPath(figure, ":scope > svg > .neurons.up", run.neurons[frame][0]);
      setPath(figure, ":scope > svg > .neurons.down", run.neurons[frame][1]);
    } else if (figure.querySelector(".cursor")) {
      const last = Math.max(1, run.steps[run.steps.length - 1]);
      const x = chart.left + stepPlace(step, last) * (chart.right - chart.left);
      figure.querySelector(".past").setAttribute("width", short(x + 2));
      const cursor = figure.querySelector(".cursor");
      cursor.setAttribute("x1", short(x));
      cursor.setAttribute("x2", short(x));
    }
  }

  // What is under the pointer, in words. `x` and `y` are in the units of the picture.
  function readout(figure, x, y, step) {
    const run = data.runs[figure.dataset.run];
    const panel = figure.dataset.panel;
    const frame = placeOf(run.steps, step);
    const percent = (value) => (value === null ? "\u2013" : `${Math.round(value * 1000) / 10} %`);
    if (panel === "projection") {
      const across = (x - chart.margin) / chart.plane;
      const down = (y - chart.margin) / chart.plane;
      if (!(across >= 0 && across < 1 && down >= 0 && down < 1)) return "";
      const cell = Math.floor(down * chart.cells) * chart.cells + Math.floor(across * chart.cells);
      const letter = run.fields[frame][cell];
      const place = [2 * across - 1, 1 - 2 * down].map((part) => (part * run.radius).toFixed(2)).join(", ");
      const answer = letter === undefined ? "" : `: answered ${letter.toLowerCase() > "h" ? "+1" : "\u22121"}`;
      return `(${place})${answer}${letter < "a" ? ", the sign is uncertain" : ""}`;
    }
    if (run.bars[panel]) {
      const bin = Math.floor(((x - chart.left) / (chart.right - chart.left)) * chart.bars);
      if (!(bin >= 0 && bin < chart.bars)) return "";
      const { low, counts } = run.bars[panel];
      const edge = (number) => (low + (number / chart.bars) * (1 - low)).toFixed(2);
      return `cosine ${edge(bin)} to ${edge(bin + 1)}: ${counts[frame].up[bin]} vote +1, ${counts[frame].down[bin]} vote \u22121`;
    }
    if (!run.rows[panel]) return "";
    const last = Math.max(1, run.steps[run.steps.length - 1]);
    const wanted = Math.pow(last + 1, Math.min(1, Math.max(0, (x - chart.left) / (chart.right - chart.left)))) - 1;
    const row = placeOf(run.rows.steps, Math.min(step, wanted));
    const texts = run.rows[panel].map((curve) =>
      `${curve.words} ${panel === "errors" ? percent(curve.values[row]) : curve.values[row]}`);
    return `step ${run.rows.steps[row]}: ${texts.join("; ")}`;
  }

  function watchPointer(figure, stepNow) {
    const svg = figure.querySelector(":scope > svg");
    const line = figure.querySelector(".readout");
    if (!svg) return;
    const say = (event) => {
      const box = svg.getBoundingClientRect();
      const view = svg.viewBox.baseVal;
      // The picture is as large as fits, in the middle of its box.
      const scale = Math.min(box.width / view.width, box.height / view.height);
      const x = (event.clientX - box.left - (box.width - view.width * scale) / 2) / scale;
      const y = (event.clientY - box.top - (box.height - view.height * scale) / 2) / scale;
      line.textContent = readout(figure, x, y, stepNow()) || "\u00a0";
    };
    svg.addEventListener("pointermove", say);
    svg.addEventListener("pointerdown", say);
    svg.addEventListener("pointerleave", () => { line.textContent = "\u00a0"; });
  }

  // One page: its timeline, its play button and its numbers.
  function setUp(section, page) {
    const figures = [...section.querySelectorAll("figure")];
    const numbers = [...section.querySelectorAll(".caption .number")];
    const timeline = section.querySelector(".timeline");
    let step = page.end;
    let moving = 0;
    figures.forEach((figure) => watchPointer(figure, () => step));
    if (!timeline) return;
    const [button, slider, output] = [timeline.querySelector("button"), timeline.querySelector("input"), timeline.querySelector("output")];

    function show(place) {
      step = page.steps[place];
      slider.value = place;
      slider.setAttribute("aria-valuetext", `step ${step}`);
      output.textContent = `step ${step}`;
      figures.forEach((figure) => draw(figure, step));
      numbers.forEach((span, i) => { span.textContent = page.numbers[i][place]; });
    }
    function stop() {
      cancelAnimationFrame(moving);
      clearTimeout(moving);
      moving = 0;
      button.textContent = "Play";
    }
    function stepAt(share) {
      const from = page.steps[0];
      const to = page.steps[page.steps.length - 1];
      return page.log ? (from + 1) * Math.pow((to + 1) / (from + 1), share) - 1 : from + share * (to - from);
    }
    function play() {
      button.textContent = "Stop";
      if (seldomMoves.matches) {  // three stills
        [0, 0.5, 1].forEach((share, i) => setTimeout(() => show(placeOf(page.steps, stepAt(share) + 1e-9)), 1500 * i));
        moving = setTimeout(stop, 3000);
        return;
      }
      const started = performance.now();
      const tick = (now) => {
        const share = Math.min(1, Math.max(0, now - started) / (1000 * page.seconds || 1));
        show(placeOf(page.steps, stepAt(share) + 1e-9));
        if (share < 1) moving = requestAnimationFrame(tick);
        else stop();
      };
      moving = requestAnimationFrame(tick);
    }
    timeline.hidden = false;
    button.addEventListener("click", () => (moving ? stop() : play()));
    slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
    // Paper shows where the page ends.
    addEventListener("beforeprint", () => { stop(); show(placeOf(page.steps, page.end)); });
    show(placeOf(page.steps, page.start));
  }

  document.querySelectorAll(".page").forEach((section, i) => setUp(section, data.pages[i]));
})();
