/* Keeps what is written a moment after the last key, through the same saving as that of
   the form: where somebody else has written meanwhile, the server keeps nothing and asks.
   What cannot be sent stays in its box; the line beside "Save" says so, and it is sent
   again.  Without this script the form is sent as a whole. */
(() => {
  const form = document.getElementById("translation-form");
  const line = document.getElementById("autosave-state");
  if (!form || !line) return;

  const PAUSE = 1500;
  const AGAIN = 15000;
  const texts = line.dataset;
  const marks = form.elements.marks;
  // The words of each box that are kept, or were shown.
  const kept = new Map();
  // Boxes whose writer has to choose, or whose original is gone: the whole form asks.
  const stuck = new Set();
  let timer;
  // One request at a time: the marks of the next one come with the answer.
  let queue = Promise.resolve(true);
  let leaving = false;
  let othersChanged = false;

  const boxes = () => [...form.querySelectorAll("textarea[name^='words-']")];
  const isWords = (element) => element.matches("textarea[name^='words-']");
  const keyOf = (box) => box.name.slice("words-".length);
  const isChanged = (box) => box.value !== kept.get(box.name);
  // The original in a box is no translation before its writer says so.
  const isCopied = (box) => box.value === box.dataset.copied;
  const changed = () =>
    boxes().filter((box) => isChanged(box) && !isCopied(box) && !stuck.has(box.name));
  boxes().forEach((box) => kept.set(box.name, box.defaultValue));

  function say(state, more = "") {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
    });
    const text = [(texts[state] || "").replace("{time}", time), more].join(" ").trim();
    if (line.textContent !== text) line.textContent = text;
    document.getElementById("autosave-sign-in").hidden = state !== "refused";
    line.classList.toggle("translation-error", !["saving", "saved"].includes(state));
  }

  // Who signs in anew in another tab gets another token.
  function token() {
    const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    if (found) form.elements.csrfmiddlewaretoken.value = found[1];
    return form.elements.csrfmiddlewaretoken.value;
  }

  function dataOf(some, also) {
    const data = new FormData();
    const all = JSON.parse(marks.value);
    data.set("csrfmiddlewaretoken", token());
    data.set("marks", JSON.stringify(Object.fromEntries(some.map((box) => [box.name, all[box.name]]))));
    some.forEach((box) => {
      data.set(box.name, box.value);
      const choice = form.querySelector(`[name="choice-${keyOf(box)}"]:checked`);
      if (form.querySelector(`[name=asked][value="${keyOf(box)}"]`)) data.append("asked", keyOf(box));
      if (choice) data.set(choice.name, choice.value);
    });
    Object.entries(also).forEach(([name, value]) => data.set(name, value));
    return data;
  }

  function takeIn(answer, sent) {
    const box = form.elements[answer.name];
    const notes = document.getElementById(`notes-${keyOf(box)}`);
    if (answer.state === "gone") {
      stuck.add(answer.name);
      return;
    }
    const all = JSON.parse(marks.value);
    all[answer.name] = answer.marks;
    marks.value = JSON.stringify(all);
    if (answer.state === "kept") {
      stuck.delete(answer.name);
      const untouched = box.value === sent;
      kept.set(answer.name, sent);
      if (untouched && box !== document.activeElement && box.value !== answer.shown) {
        box.value = answer.shown;
        kept.set(answer.name, answer.shown);
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }
    } else {
      stuck.add(answer.name);
    }
    const hadFocus = notes.contains(document.activeElement);
    notes.innerHTML = answer.notes;
    if (hadFocus) box.focus();
    const segment = box.closest(".translation-segment");
    segment.classList.toggle("translation-segment--open", !answer.is_done);
    segment.querySelectorAll(".translation-change").forEach((one) => {
      if (answer.is_done) one.remove();
    });
  }

  // Tell whether all is kept.  Without boxes: of those that have changed by then.
  function send(some = null, also = {}) {
    clearTimeout(timer);
    queue = queue.then(() => transmit(some || changed(), also));
    return queue;
  }

  async function transmit(some, also) {
    const words = new Map(some.map((box) => [box.name, box.value]));
    // Said to screen readers only where one has to wait.
    const slow = setTimeout(() => say("saving"), 2000);
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: dataOf(some, also),
        headers: { "X-Requested-With": "XMLHttpRequest" },
        credentials: "same-origin",
      });
      const isJson = (response.headers.get("Content-Type") || "").includes("json");
      if (!response.ok || !isJson) {
        const answer = isJson ? await response.json() : {};
        say(response.status === 403 || response.ok ? "refused" : "failed", answer.message);
        later(AGAIN);
        return false;
      }
      const answer = await response.json();
      answer.segments.forEach((one) => takeIn(one, words.get(one.name)));
      document.getElementById("translation-progress").innerHTML = answer.progress;
      say(stuck.size ? "undecided" : "saved", answer.said);
      form.dispatchEvent(new CustomEvent("translation:saved", { detail: answer.segments }));
      if (changed().length) later(PAUSE);
      return !stuck.size;
    } catch {
      say("offline");
      later(AGAIN);
      return false;
    } finally {
      clearTimeout(slow);
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(() => changed().length && send(), pause);
  }

  form.addEventListener("input", (event) => {
    if (isWords(event.target)) later(PAUSE);
    else othersChanged = true;
  });
  form.addEventListener("change", (event) => {
    const { target } = event;
    if (isWords(target)) later(0);
    else if (target.name.startsWith("choice-")) {
      const box = form.elements[`words-${target.name.slice("choice-".length)}`];
      send([box]);
    } else othersChanged = true;
  });
  window.addEventListener("online", () => later(0));

  // "Accept" and "Still right" keep their segment at once and lead on to the next one.
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("button[name=accept], button[name=still-right]");
    if (!button) return;
    event.preventDefault();
    const box = form.elements[`words-${button.value}`];
    if (await send([box], { [button.name]: button.value })) {
      box.dispatchEvent(new CustomEvent("translation:next", { bubbles: true }));
    }
  });

  // The form leaves the page only when the words have come through: whoever is offline,
  // or signed out meanwhile, would lose them with it.
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    const { submitter } = event;
    if ((await send()) || stuck.size) {
      leaving = true;
      token();
      form.requestSubmit(submitter);
    } else {
      line.scrollIntoView({ block: "center" });
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (othersChanged || boxes().some(isChanged))) event.preventDefault();
  });
})();
