// The board by hand: the same markup, styles and data, and no framework. What it takes is what a browser takes; what
// ours takes beyond that is our own doing. It runs in a page and is given what to paint; see drag.bench.ts.
(() => {
  const list = (column) => column.querySelector(".column-cards");
  const count = (column) => column.querySelector(".column-count");

  const say = (within, selector, text) => {
    const found = within.querySelector(selector);
    if (found) found.textContent = text;
  };

  const cardOf = (sample, deal) => {
    const card = sample.cloneNode(true);
    card.dataset.deal = deal.id;
    const link = card.querySelector(".deal-link");
    link.textContent = link.title = deal.name;
    link.href = `/deals/D-${deal.number}`;
    say(card, ".deal-account", deal.account_name ?? "");
    say(card, ".deal-amount", `₩${Math.round((deal.amount_minor ?? 0) / 10_000)}만`);
    say(card, ".deal-next-step", deal.next_step ?? "");
    say(card, ".deal-key", `D-${deal.number}`);
    return card;
  };

  const columnOf = (samples, read, stage) => {
    const column = samples.column.cloneNode(true);
    column.dataset.stage = stage.id;
    say(column, ".column-name", stage.name_ko);
    count(column).textContent = read.totals.count.toLocaleString();
    list(column).replaceChildren(...read.cards.map((deal) => cardOf(samples.card, deal)));
    return column;
  };

  /** Reads the board and paints it. */
  async function paint(root, samples, wish) {
    const answer = await fetch("/api/pipeline/board", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: wish,
    });
    const view = await answer.json();
    const stages = new Map(view.pipeline.stages.map((it) => [it.id, it]));
    root.replaceChildren(...view.board.columns.map((it) => columnOf(samples, it, stages.get(it.stage))));
  }

  /** Cards are carried from column to column. */
  function carry(root) {
    let hand = null;

    const under = (x, y) => {
      const column = document.elementFromPoint(x, y)?.closest("[data-stage]");
      if (!column) return null;
      const others = [...column.querySelectorAll("[data-deal]")].filter((it) => it !== hand.card);
      const below = others.find((it) => {
        const frame = it.getBoundingClientRect();
        const gap = it.dataset.slot ? Number.parseFloat(getComputedStyle(it).marginTop) : 0;
        return y < frame.top - gap + frame.height / 2;
      });
      return { column, below: below ?? null };
    };

    const clear = () => {
      for (const it of document.querySelectorAll("[data-slot]")) delete it.dataset.slot;
      for (const it of document.querySelectorAll(".column.is-over")) it.classList.remove("is-over");
    };

    const show = (over) => {
      clear();
      if (!over) return;
      over.column.classList.add("is-over");
      (over.below ?? over.column).dataset.slot = over.below ? "before" : "end";
    };

    const lift = () => {
      const ghost = hand.card.cloneNode(true);
      ghost.style.width = `${hand.card.getBoundingClientRect().width}px`;
      ghost.classList.add("card-ghost");
      delete ghost.dataset.deal;
      document.body.append(ghost);
      document.body.classList.add("is-dragging");
      hand.card.classList.add("is-carried");
      hand.ghost = ghost;
    };

    addEventListener("pointerdown", (event) => {
      const card = event.target.closest("[data-deal]");
      if (!card) return;
      const frame = card.getBoundingClientRect();
      hand = { card, from: [event.clientX, event.clientY], grip: [event.clientX - frame.left, event.clientY - frame.top] };
    });
    addEventListener("pointermove", (event) => {
      if (!hand) return;
      const [x, y] = [event.clientX, event.clientY];
      if (!hand.ghost) {
        if (Math.hypot(x - hand.from[0], y - hand.from[1]) <= 6) return;
        lift();
      }
      hand.ghost.style.transform = `translate(${x - hand.grip[0]}px, ${y - hand.grip[1]}px) rotate(1.5deg)`;
      const over = under(x, y);
      if (over?.column === hand.over?.column && over?.below === hand.over?.below) return;
      hand.over = over;
      show(over);
    });
    addEventListener("pointerup", () => {
      if (!hand) return;
      const { card, ghost, over } = hand;
      hand = null;
      ghost?.remove();
      clear();
      document.body.classList.remove("is-dragging");
      card.classList.remove("is-carried");
      if (!ghost || !over) return;
      for (const [column, by] of [[card.closest("[data-stage]"), -1], [over.column, 1]]) {
        count(column).textContent = (Number(count(column).textContent.replaceAll(",", "")) + by).toLocaleString();
      }
      list(over.column).insertBefore(card, over.below);
      card.querySelector(".deal-link").focus();
    });
    // The click that ends it was not meant.
    addEventListener("click", (event) => event.preventDefault(), true);
  }

  Object.assign(window, { twin: { paint, carry } });
})();
