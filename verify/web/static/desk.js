// The desk's keys and panels. Every page works without this file; with it, a claim opens beside the text,
// forms answer in place, and one key sets a status. Text from the server is only ever inserted as parts that
// our own templates escaped.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const panel = document.getElementById("panel");
  const text = document.getElementById("text");
  const said = document.getElementById("said");
  const PART = { "X-Desk-Part": "1" };
  let open = "", asked = 0, keys = true, timer = 0;

  const say = (words) => { if (said) said.textContent = words; };
  const marks = () => text ? [...text.querySelectorAll("a.c[id]")] : [];
  const number = (mark) => new URL(mark.href).searchParams.get("claim");
  const of = (claim) => text ? [...text.querySelectorAll("a.c")].filter((m) => number(m) === claim) : [];

  function fill(html) {
    // Parsed without running anything: the policy forbids scripts inside anyway.
    const part = new DOMParser().parseFromString(html, "text/html");
    panel.replaceChildren(...part.body.childNodes);
    const now = panel.querySelector(".panel");
    if (now) { recall(now); follow(now); }
  }

  // What somebody began to write on a claim waits for them while they look at another, or send another form.
  const began = new Map();

  function remember(sent) {
    const now = panel?.querySelector(".panel");
    if (!now) return;
    const fields = [...now.querySelectorAll("form.act input:not([type=hidden]), form.act textarea")]
      .filter((f) => f.form !== sent && (f.value !== f.defaultValue || (f.value && f.dataset.began)));
    began.set(now.dataset.claim, fields.map((f) => [f.form.getAttribute("action"), f.name, f.value]));
  }

  function recall(now) {
    for (const [action, name, value] of began.get(now.dataset.claim) || []) {
      const field = now.querySelector(`form[action="${action}"] :is(input, textarea)[name="${name}"]`);
      if (!field) continue;
      field.value = value;
      const folded = field.closest("details");
      if (folded) folded.open = true;
    }
    began.delete(now.dataset.claim);
    // A refused form comes back as it was sent: that was written too.
    if (now.querySelector(".problem")) for (const f of now.querySelectorAll("form.mark input, details[open] :is(input, textarea)")) f.dataset.began = "1";
  }

  function want(form, status) {
    for (const button of form.querySelectorAll("[data-key]")) button.classList.toggle("wanted", button.value === status);
    if (status) form.dataset.wanted = status; else delete form.dataset.wanted;
  }

  function follow(now) {
    const claim = now.dataset.claim, state = now.dataset.state;
    for (const mark of of(claim)) {
      mark.className = `c ${now.dataset.status} ${now.dataset.look}`.trim() + (open === claim ? " on" : "");
      const sup = mark.querySelector("sup");
      if (sup) sup.textContent = claim.split(".")[1] + (now.dataset.status === "unverified" ? "" : now.dataset.sign);
    }
    const tally = document.getElementById("tally"), fresh = panel.querySelector("template.tally-now");
    if (tally && fresh) tally.replaceChildren(fresh.content.cloneNode(true));
    if (state !== "present") say(state);
  }

  async function show(claim, { go = false } = {}) {
    if (!panel || claim === open) return;
    const turn = ++asked;
    remember();
    for (const mark of of(open)) mark.classList.remove("on");
    open = claim;
    const mine = of(claim);
    for (const mark of mine) mark.classList.add("on");
    if (go && mine[0]) { mine[0].focus({ preventScroll: true }); mine[0].scrollIntoView({ block: "center" }); }
    history.replaceState(null, "", `?claim=${encodeURIComponent(claim)}#c${claim.split(".")[1]}`);
    const answer = await fetch(`/claims/${encodeURIComponent(claim)}/panel`, { headers: PART });
    const html = await answer.text();
    if (turn === asked) { fill(html); panel.scrollTop = 0; }
  }

  function move(step) {
    const all = marks();
    if (!all.length) return;
    let at = all.findIndex((mark) => number(mark) === open);
    at = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    show(number(all[at]), { go: true });
  }

  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form, button));
    const path = button && button.hasAttribute("formaction") ? button.getAttribute("formaction") : form.getAttribute("action");
    const was = panel.querySelector(".panel")?.dataset.state;
    panel.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(path, { method: "POST", body, headers: PART, redirect: "follow" });
      if (answer.redirected) { location.assign(answer.url); return; }
      const html = await answer.text(), top = panel.scrollTop;
      remember(form);
      fill(html);
      panel.scrollTop = top;
      const problem = panel.querySelector(".problem, .notice"), now = panel.querySelector(".panel");
      say(problem ? problem.textContent : now ? `${now.dataset.claim} ${now.dataset.word}` : "");
      // A claim that came or went changes the marks and the lists around it: the whole page is read anew.
      if (text && now && was !== now.dataset.state) { location.reload(); return; }
      if (problem) problem.scrollIntoView({ block: "nearest" });
      panel.querySelector("form.mark[data-wanted] [name=note]")?.focus({ preventScroll: true });
    } catch {
      say("The desk does not answer: is it still running?");
    } finally { panel.removeAttribute("aria-busy"); }
  }

  if (panel) {
    open = panel.querySelector(".panel")?.dataset.claim || "";
    panel.addEventListener("click", (event) => { if (event.target.closest(".close")) close(); });
    panel.addEventListener("submit", (event) => {
      if (!event.target.matches("form.act")) return;
      event.preventDefault();
      send(event.target, event.submitter);
    });
  }

  if (text) {
    text.addEventListener("click", (event) => {
      const mark = event.target.closest("a.c");
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(number(mark));
    });
    text.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const mark = event.target.closest("a.c");
      clearTimeout(timer);
      // Somebody who writes in the panel must not lose it because the mouse moved.
      if (mark && !panel.contains(document.activeElement)) timer = setTimeout(() => show(number(mark)), 180);
    });
    text.addEventListener("pointerleave", () => clearTimeout(timer));
    text.addEventListener("focusin", (event) => {
      const mark = event.target.closest("a.c");
      if (mark) show(number(mark));
    });
  }

  function close() {
    remember();
    for (const mark of of(open)) mark.classList.remove("on");
    panel.replaceChildren();
    open = "";
    document.getElementById("main").focus({ preventScroll: true });
  }

  const toggle = document.getElementById("keys");
  if (toggle) toggle.addEventListener("click", () => {
    keys = !keys;
    toggle.setAttribute("aria-pressed", String(keys));
  });

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const asking = panel?.querySelector("form.mark[data-wanted]");
      if (asking) want(asking, "");
      if (open) { (of(open)[0] || document.getElementById("main")).focus(); }
      return;
    }
    if (!keys || typing(event.target)) return;
    const help = document.querySelector(".keys");
    if (event.key === "?" && help) {
      event.preventDefault();
      help.classList.add("asked");
      help.focus();
      help.scrollIntoView({ block: "center" });
      return;
    }
    // By the key's place, not its letter: with a Cyrillic layout the same key writes another one.
    const code = event.code;
    if (text && (code === "KeyJ" || code === "KeyK")) { event.preventDefault(); move(code === "KeyJ" ? 1 : -1); return; }
    if (!panel || !panel.querySelector(".panel")) return;
    if (/^Digit[1-7]$/.test(code)) {
      const button = panel.querySelector(`form.mark [data-key="${code.slice(5)}"]`);
      if (!button) return;
      event.preventDefault();
      const form = button.form;
      const grounded = form.note.value || form.evidence.value || panel.querySelector(".panel").dataset.evidence !== "0";
      if (button.hasAttribute("data-ground") && !grounded) { want(form, button.value); form.note.focus(); say(form.dataset.ground || ""); return; }
      send(form, button);
    } else if (code === "KeyU") {
      event.preventDefault();
      const form = panel.querySelector("form.undo");
      if (form) send(form, form.querySelector("button"));
    } else if (code === "KeyE") {
      const linking = panel.querySelector("#linking");
      if (linking) { event.preventDefault(); linking.open = true; linking.querySelector("input[name=url]").focus(); }
    }
  });

  // Enter in the note after a key that asked for one sets that status.
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form.mark input")?.form;
    if (event.key === "Enter" && form && form.dataset.wanted) {
      event.preventDefault();
      send(form, form.querySelector(`[data-key][value="${form.dataset.wanted}"]`));
    }
  });

  const job = document.querySelector("[data-follow]");
  if (job) {
    const source = new EventSource(job.dataset.follow);
    source.addEventListener("message", (event) => {
      const facts = JSON.parse(event.data);
      if (facts.step) document.getElementById("step").textContent = facts.step;
      if (facts.state === "done" || facts.state === "failed") {
        source.close();
        if (facts.path) location.replace(facts.path); else location.reload();
      }
    });
  }
})();
