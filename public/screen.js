// The live part of the phone, the tablet and the projector. The page works without it; with it, what changes in the
// hall appears by itself, and what a person sends survives a weak line. Plain ES2017, no dependencies.
//
// The server sends panels as HTML: a whole string, or a splice of the string this page has. Around them:
// the clock (right on a device whose own is wrong), the place in the list, the outbox, the connection.
(function () {
  "use strict";

  const root = document.documentElement;
  const base = "/m/" + root.dataset.code;
  const place = root.dataset.place;
  const words = document.getElementById("words").dataset;
  const byId = (id) => document.getElementById(id);
  const each = (selector, use) => Array.prototype.forEach.call(document.querySelectorAll(selector), use);

  // ---- Panels ----------------------------------------------------------------------------------------

  let epoch = root.dataset.epoch;
  // Panel name -> {offset, html}: what the server knows we have.
  let have = {};

  // FNV-1a over UTF-16 units, as the server counted. When the browser writes a section differently from
  // how it came, we say nothing of having it and get it whole.
  function hash(text) {
    let sum = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
    return ("0000000" + (sum >>> 0).toString(16)).slice(-8);
  }

  // The panels of a document the server rendered: this page, or one fetched later.
  function panelsOf(from) {
    const found = {};
    Array.prototype.forEach.call(from.querySelectorAll("[data-panel]"), (section) => {
      const html = section.innerHTML;
      const known = hash(html) === section.dataset.hash;
      found[section.dataset.panel] = { offset: known ? Number(section.dataset.offset) : -1, html: html };
    });
    return found;
  }

  function forget(panels) {
    const kept = {};
    Object.keys(panels).forEach((name) => {
      if (panels[name].offset >= 0) kept[name] = panels[name];
    });
    return kept;
  }

  // One frame: all of it or nothing. False if a splice does not fit what we have.
  function take(frame) {
    const known = frame.epoch === epoch ? have : {};
    const next = {};
    for (const name of Object.keys(frame.panels)) {
      let html = frame.panels[name];
      if (Array.isArray(html)) {
        const old = known[name];
        // It is as it was from html[0] on, so whatever later offset we have it of, it is the same.
        if (!old || old.offset < html[0]) return false;
        html = old.html.slice(0, html[1]) + html[3] + old.html.slice(html[1] + html[2]);
      }
      next[name] = { offset: frame.offset, html: html };
    }
    epoch = frame.epoch;
    have = Object.assign({}, known, next);
    (frame.gone || []).forEach((name) => {
      delete have[name];
      next[name] = { html: "" };
    });
    show(next);
    return true;
  }

  function show(panels) {
    Object.keys(panels).forEach((name) => {
      const section = document.querySelector('[data-panel="' + name + '"]');
      if (!section) return;
      const fresh = document.createElement("template");
      fresh.innerHTML = panels[name].html;
      patchChildren(section, fresh.content);
      Array.prototype.forEach.call(section.children, mirror);
    });
    settlePlace();
    settleBallot();
    settleScene();
    settleBooth();
    tick();
    fit();
  }

  // data-set-list="open" on a panel becomes data-list="open" on the root: see app/src/screens.rs.
  function mirror(element) {
    Array.prototype.forEach.call(element.attributes, (attribute) => {
      if (attribute.name.indexOf("data-set-") === 0) {
        root.setAttribute("data-" + attribute.name.slice(9), attribute.value);
      }
    });
  }

  const sameNode = (a, b) =>
    a.nodeName === b.nodeName && (a.nodeType !== 1 || a.getAttribute("data-key") === b.getAttribute("data-key"));

  // Makes the live children like the fresh ones, keeping every element that can be kept: with it stay
  // focus, scroll, typed text and what was opened.
  function patchChildren(live, fresh) {
    let old = live.firstChild;
    let next = fresh.firstChild;
    while (next) {
      const after = next.nextSibling;
      let match = old;
      while (match && !sameNode(match, next)) match = match.nextSibling;
      if (match) {
        if (match === old) old = old.nextSibling;
        else live.insertBefore(match, old);
        patch(match, next);
      } else {
        live.insertBefore(next, old);
      }
      next = after;
    }
    while (old) {
      const after = old.nextSibling;
      live.removeChild(old);
      old = after;
    }
  }

  function patch(live, fresh) {
    if (live.nodeType !== 1) {
      if (live.data !== fresh.data) live.data = fresh.data;
      return;
    }
    Array.prototype.forEach.call(fresh.attributes, (attribute) => {
      if (live.getAttribute(attribute.name) !== attribute.value) live.setAttribute(attribute.name, attribute.value);
    });
    Array.prototype.slice.call(live.attributes).forEach((attribute) => {
      const ours = attribute.name === "open" || attribute.name === "style";
      if (!ours && !fresh.hasAttribute(attribute.name)) live.removeAttribute(attribute.name);
    });
    patchChildren(live, fresh);
  }

  // ---- The clock -------------------------------------------------------------------------------------

  // Server time minus performance.now(). A frame can only be late, so the largest seen is the truest;
  // when it falls behind by far, the server's clock was set back.
  let offset = Number(root.dataset.now) - performance.now();

  function heardTime(now) {
    const seen = now - performance.now();
    if (seen > offset || seen < offset - 1500) offset = seen;
  }

  const serverNow = () => Math.floor(performance.now() + offset);

  function digits(ms) {
    const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
    return Math.floor(seconds / 60) + ":" + ("0" + (seconds % 60)).slice(-2);
  }

  function setText(element, text) {
    if (element && element.textContent !== text) element.textContent = text;
  }

  // The time of day in the hall, which keeps UTC+7 the whole year.
  function timeOfDay() {
    const now = new Date(serverNow() + 7 * 3600000);
    return now.getUTCHours() + ":" + ("0" + now.getUTCMinutes()).slice(-2);
  }

  function tick() {
    each(".clock", (element) => setText(element, timeOfDay()));
    each(".countdown, .timer", (element) => {
      const data = element.dataset;
      const runs = data.deadline !== undefined;
      const left = runs ? Number(data.deadline) - serverNow() : Number(data.left);
      const given = Number(data.allotted) || 1;
      const late = left <= -1000;
      const low = left < Math.min(60000, given / 3);
      const state = late ? "over" : !runs ? "paused" : low ? "low" : "left";
      if (data.clock !== state) {
        if (state === "over" && data.clock === "low" && runs && chimes) chime();
        data.clock = state;
      }
      setText(element.querySelector("span"), late && !runs ? words.pausedOver : words[state]);
      setText(element.querySelector("b"), digits(left));
      const share = Math.round(Math.max(0, Math.min(1, left / given)) * 1000) / 1000;
      const bar = element.querySelector("progress");
      if (bar && bar.value !== share) bar.value = share;
    });
  }
  setInterval(tick, 200);

  // ---- Sound -----------------------------------------------------------------------------------------

  // Whether the end of a speech's time is heard: off until someone turns it on at this wall.
  let chimes = false;

  // A browser lets a page sound only after a touch: until then there is nothing to sound with.
  let sound = null;

  function hear() {
    const Sound = window.AudioContext || window.webkitAudioContext;
    if (!sound && Sound) sound = new Sound();
    if (sound && sound.state === "suspended") sound.resume();
  }

  // Two soft notes, a third apart.
  function chime() {
    if (!sound) return;
    [660, 550].forEach((pitch, index) => {
      const at = sound.currentTime + index * 0.35;
      const tone = sound.createOscillator();
      const volume = sound.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.25, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
      tone.connect(volume);
      volume.connect(sound.destination);
      tone.start(at);
      tone.stop(at + 0.9);
    });
    root.dataset.chimed = String(Number(root.dataset.chimed || 0) + 1);
  }

  // ---- The own place in the list ---------------------------------------------------------------------

  function settlePlace() {
    const line = byId("place");
    if (!line) return;
    const own = root.dataset.request;
    const list = document.querySelector("[data-order]");
    const before = own && list ? list.getAttribute("data-order").split(" ").indexOf(own) : -1;
    const speaking = root.dataset.speaking === "yes";
    const turn = speaking ? "speaking" : !own ? "none" : before === 0 ? "next" : "waiting";
    const text = speaking || before < 0 ? "" : before === 0 ? words.next : words.place.replace("{n}", before);
    setText(line, text);
    if (root.dataset.turn === turn) return;
    root.dataset.turn = turn;
    if (turn !== "next" && turn !== "speaking") return;
    if (navigator.vibrate) navigator.vibrate([300, 150, 300]);
    chime();
  }

  // Whether the own ballot of the poll that is on is in the urn.
  function settleBallot() {
    const among = (polls) => ((" " + polls + " ").indexOf(" " + root.dataset.ballot + " ") >= 0 ? "yes" : "no");
    const voted = among(root.dataset.votes);
    if (voted === "no" || root.dataset.poll !== "open") root.dataset.changing = "no";
    root.dataset.voted = voted;
    root.dataset.locked = among(root.dataset.locks);
    root.dataset.paper = among(root.dataset.papers);
  }

  // ---- Chữ to ----------------------------------------------------------------------------------------

  // Where the page stands, so that nothing typed is lost; the cookie keeps it for the next page.
  function resize(form) {
    const button = form.querySelector("button");
    const size = form.elements.size.value;
    const body = new URLSearchParams();
    body.set("size", size);
    fetch("/text-size", { method: "POST", body: body, credentials: "same-origin", redirect: "manual" }).catch(() => {});
    form.elements.size.value = root.dataset.text;
    root.dataset.text = size;
    const label = button.dataset.back;
    button.dataset.back = button.textContent.trim();
    setText(button, label);
  }

  // ---- The outbox ------------------------------------------------------------------------------------

  // What was sent and not yet answered: [{id, form, fields, made}]. It survives a reload where storage is
  // allowed; sending it again under the same id is harmless.
  const drawer = "hoitruong/" + root.dataset.code;
  let outbox = [];
  // The tablet at the desk is everyone's: what it sends lives as long as the page.
  const shared = place === "tablet";
  try {
    outbox = (!shared && JSON.parse(localStorage.getItem(drawer))) || [];
  } catch (blocked) {
    outbox = [];
  }

  // Whether it is there too when this page is gone.
  let stored = false;

  function keepOutbox() {
    if (shared) return;
    try {
      stored = false;
      if (outbox.length) localStorage.setItem(drawer, JSON.stringify(outbox));
      else localStorage.removeItem(drawer);
      stored = true;
    } catch (blocked) {
      // Storage is not allowed here: what waits lives as long as the page.
    }
  }

  // The forms that are sent as commands.
  const SENT = ["ask", "withdraw", "vote", "write"];

  const TICKED = /^(radio|checkbox)$/;
  const TYPED = /^text/;

  function fieldsOf(form) {
    const fields = {};
    Array.prototype.forEach.call(form.elements, (field) => {
      const name = field.name;
      if (!name || name === "id" || field.matches(":disabled")) return;
      // What is ticked of several, one after the other.
      if (TICKED.test(field.type)) fields[name] = (fields[name] || "") + (field.checked ? field.value + " " : "");
      else fields[name] = field.value;
    });
    return fields;
  }

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, (byte) => ("0" + byte.toString(16)).slice(-2)).join("");
  }

  function command(item) {
    const fields = item.fields;
    if (item.form === "vote") {
      const answers = [];
      Object.keys(fields).forEach((name) => {
        const question = /^([tw])(\d+)$/.exec(name);
        if (!question) return;
        const ticked = fields[name].split(" ").filter(Boolean).map(Number);
        answers[question[2]] = question[1] === "w" ? { words: fields[name] } : { ticked: ticked };
      });
      const ballot = { poll: Number(fields.poll), answers: answers };
      // At the tablet it is of whom the desk has opened it for.
      return fields.voter ? { tablet_ballot: { voter: fields.voter, ballot: ballot } } : { ballot: ballot };
    }
    if (item.form === "withdraw") return { speakers: { WithdrawRequest: { request: Number(fields.request) } } };
    if (item.form === "write") {
      return { written: { HandIn: { name: fields.name, hamlet: fields.hamlet || "", text: fields.text } } };
    }
    const speaker = {};
    ["name", "hamlet", "subject", "field", "on_behalf", "contact"].forEach((name) => (speaker[name] = fields[name] || ""));
    return { speakers: { RequestFloor: { speaker: speaker } } };
  }

  function status(form, text) {
    const element = byId(form);
    if (!element) return;
    setText(element.querySelector(".status"), text);
    Array.prototype.forEach.call(element.querySelectorAll("button"), (button) => {
      button.disabled = text === words.sending;
    });
  }

  function notice(kind, text) {
    const line = byId("notice");
    if (!line) return;
    line.dataset.kind = kind;
    setText(line, text);
    clearTimeout(notice.timer);
    if (kind === "done") notice.timer = setTimeout(() => setText(line, ""), 8000);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    hear();
    // Not form.id: that is the form's field of this name.
    const name = form.getAttribute("id");
    if (name === "text-size") {
      event.preventDefault();
      resize(form);
    }
    if (SENT.indexOf(name) < 0) return;
    event.preventDefault();
    if (outbox.some((item) => item.form === name)) return;
    const fields = fieldsOf(form);
    if (name === "withdraw") fields.request = root.dataset.request;
    const item = { id: newId(), form: name, fields: fields, made: serverNow() };
    const question = name === "vote" && byId("question");
    if (question) item.title = question.textContent;
    outbox.push(item);
    keepOutbox();
    notice("none", "");
    status(name, words.sending);
    if (live) send(item);
    else setTimeout(() => outbox.indexOf(item) >= 0 && !live && post(item), 2000);
  });

  // Where the page stands, so that nothing typed is lost.
  document.addEventListener("click", (event) => {
    if (!event.target.closest || !event.target.closest("#change")) return;
    event.preventDefault();
    root.dataset.changing = "yes";
    byId("vote").querySelector("input:enabled:not([type=hidden])").focus();
  });

  // What was sent on this socket and is not yet answered, in order: so it is answered.
  let told = [];

  function send(item) {
    told.push(item.id);
    socket.send(JSON.stringify({ do: { id: item.id, command: command(item), made: item.made } }));
  }

  // Without a socket the form goes as a form does; the page that comes back is the news.
  function post(item) {
    const body = new URLSearchParams();
    body.set("id", item.id);
    Object.keys(item.fields).forEach((name) => body.set(name, item.fields[name]));
    const options = { method: "POST", body: body, credentials: "same-origin" };
    fetch(byId(item.form).getAttribute("action"), options)
      .then((answer) =>
        answer.text().then((text) => {
          // Not now is not no: it is kept, and sent again.
          if (answer.status >= 500 || answer.status === 429) return;
          const page = new DOMParser().parseFromString(text, "text/html");
          if (answer.ok) adopt(page);
          const said = page.getElementById("notice") || page.querySelector("[role=alert]");
          answered(item.id, answer.ok, said ? said.textContent : "");
        })
      )
      .catch(() => {});
  }

  function answered(id, done, message) {
    told = told.slice(told.indexOf(id) + 1);
    const item = outbox.filter((other) => other.id === id)[0];
    if (!item) return;
    pause = 0;
    notice("none", "");
    outbox = outbox.filter((other) => other !== item);
    keepOutbox();
    const form = byId(item.form);
    if (done) {
      // That a ballot is in the urn, the own card says.
      const said = { ask: words.recorded, write: words.recorded, vote: "", withdraw: words.withdrawn };
      status(item.form, "");
      notice("done", said[item.form]);
      // A ballot's choice is kept nowhere once it is in the urn.
      if (form) clear(form, item.fields);
      if (item.form === "vote") {
        root.dataset.votes += " " + item.fields.poll;
        root.dataset.changing = "no";
        settleBallot();
        thank();
      }
    } else {
      status(item.form, "");
      // At the tablet someone else may stand there by now.
      const voter = form && form.elements.voter && form.elements.voter.value;
      if (form && (!item.fields.voter || item.fields.voter === voter)) restore(form, item.fields);
      // By then another may be asked.
      notice("refused", (item.title && message ? "“" + item.title + "”: " : "") + (message || ""));
    }
  }

  // Of one ballot nothing comes into another.
  const isOfAnother = (form, fields) => "poll" in fields && !(form.elements.poll && form.elements.poll.value === fields.poll);

  // What is done is no longer in its form, unless it was changed since: that stays, and so does the place on the page.
  function clear(form, fields) {
    if (isOfAnother(form, fields)) return;
    const now = fieldsOf(form);
    let rest = false;
    Array.prototype.forEach.call(form.elements, (field) => {
      if (!(field.name in fields) || field.type === "hidden") return;
      if (now[field.name] !== fields[field.name]) rest = true;
      else if (TICKED.test(field.type)) field.checked = false;
      else if (field.options) field.selectedIndex = 0;
      else field.value = "";
    });
    sketchOf(form);
    const folded = form.querySelector("details");
    if (folded && !rest) folded.open = false;
    // What came of it stands at the top: the form that was here is gone. Who types elsewhere by now goes on.
    const typing = document.activeElement;
    if (!rest && !(typing && TYPED.test(typing.type) && typing.value)) window.scrollTo(0, 0);
  }

  // What was typed comes back into a form that a reload has emptied.
  function restore(form, fields) {
    if (isOfAnother(form, fields)) return;
    Array.prototype.forEach.call(form.elements, (field) => {
      if (!(field.name in fields) || field.type === "hidden" || field.matches(":disabled")) return;
      if (TICKED.test(field.type)) field.checked = field.checked || (" " + fields[field.name]).indexOf(" " + field.value + " ") >= 0;
      else if (!field.value) field.value = fields[field.name];
      // What was typed is seen: the part of the form it stands in is open.
      const folded = field.value && field.closest("details");
      if (folded) folded.open = true;
    });
  }

  outbox.forEach((item) => status(item.form, words.sending));
  keepOutbox();

  window.addEventListener("beforeunload", (event) => {
    if (!outbox.length || stored) return;
    event.preventDefault();
    event.returnValue = "";
  });

  // What is half typed survives a reload, in this tab alone: the next to use this phone finds nothing.
  const sketch = (name) => drawer + "/" + name;

  function keepSketch(event) {
    touched = performance.now();
    if (shared) return;
    const form = event.target.form;
    if (form && SENT.indexOf(form.getAttribute("id")) >= 0) sketchOf(form);
  }

  function sketchOf(form) {
    if (shared) return;
    const name = sketch(form.getAttribute("id"));
    const fields = fieldsOf(form);
    const some = Object.keys(fields).some((key) => key !== "poll" && fields[key]);
    try {
      if (some) sessionStorage.setItem(name, JSON.stringify(fields));
      else sessionStorage.removeItem(name);
    } catch (blocked) {
      // Storage is not allowed here: what is typed lives as long as the page.
    }
  }

  SENT.forEach((name) => {
    try {
      const fields = JSON.parse(sessionStorage.getItem(sketch(name)));
      if (fields && byId(name)) restore(byId(name), fields);
    } catch (blocked) {
      // Nothing was kept.
    }
  });
  document.addEventListener("input", keepSketch);
  document.addEventListener("change", keepSketch);

  // ---- The tablet at the desk ------------------------------------------------------------------------

  // When someone last touched the ballot; who goes away in the middle of it leaves nothing behind.
  let touched = performance.now();
  const FORGETS = 120000;

  function thank() {
    if (!shared) return;
    notice("done", words.recorded);
    root.dataset.thanks = "yes";
    clearTimeout(thank.timer);
    thank.timer = setTimeout(() => (root.dataset.thanks = "no"), 6000);
  }

  // Someone else stands there now: what was said to the one before is gone, and a screen reader begins with the question.
  let stands = root.dataset.voter;
  function settleBooth() {
    if (!shared || root.dataset.voter === stands) return;
    stands = root.dataset.voter;
    if (!stands) return;
    touched = performance.now();
    notice("none", "");
    const question = byId("question");
    if (question) question.focus();
  }

  if (shared) {
    if (root.dataset.thanks === "yes") thank();
    setInterval(() => {
      const form = byId("vote");
      if (outbox.length || performance.now() - touched < FORGETS) return;
      touched = performance.now();
      form.reset();
    }, 1000);
  }

  // ---- The connection --------------------------------------------------------------------------------

  let socket = null;
  let live = false;
  let attempts = 0;
  let heard = performance.now();
  let heardOnWall = Date.now();
  // Since when there has been no line, and whether pages fetched by hand stand in for it.
  let silentSince = performance.now();
  let fetched = -Infinity;
  let retry = 0;

  // Whose door card is void sits no longer: the page says so, and there is nothing to wait for.
  const isOut = () => root.dataset.void === "yes";

  function connect() {
    clearTimeout(retry);
    drop();
    if (isOut()) return;
    const scheme = location.protocol === "https:" ? "wss://" : "ws://";
    const url = scheme + location.host + base + "/live?as=" + place + "&lang=" + root.dataset.lang;
    let mine;
    told = [];
    try {
      mine = socket = new WebSocket(url);
    } catch (blocked) {
      return again();
    }
    const slow = setTimeout(() => mine === socket && (drop(), again()), 4000);
    mine.onopen = () => {
      const offsets = {};
      Object.keys(have).forEach((name) => (offsets[name] = have[name].offset));
      heard = performance.now();
      mine.send(JSON.stringify({ hello: { epoch: epoch, have: offsets } }));
    };
    mine.onmessage = (event) => {
      clearTimeout(slow);
      if (mine === socket) receive(JSON.parse(event.data));
    };
    mine.onclose = (event) => {
      clearTimeout(slow);
      if (mine !== socket) return;
      drop();
      // The key or the card was ended: the page made anew says what is so.
      if (event.code === 4401 && !isOut()) return location.reload();
      again();
    };
  }

  function drop() {
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    if (live) silentSince = performance.now();
    socket = null;
    live = false;
    root.dataset.live = "false";
  }

  // Spread out, so that a hall full of phones does not come back in one instant; soon, so that all are
  // there within seconds of the server.
  function again() {
    const longest = Math.min(2000, 300 * Math.pow(2, attempts));
    attempts += 1;
    clearTimeout(retry);
    retry = setTimeout(connect, longest / 3 + (Math.random() * longest * 2) / 3);
  }

  function receive(frame) {
    heard = performance.now();
    heardOnWall = Date.now();
    if (frame.panels) {
      heardTime(frame.panels.now);
      if (!take(frame.panels)) {
        have = {};
        connect();
        return;
      }
    }
    if (frame.beat) heardTime(frame.beat.now);
    if (!live && (frame.panels || frame.beat)) {
      live = true;
      attempts = 0;
      root.dataset.live = "true";
      outbox.forEach(send);
    }
    if (frame.answer) {
      const answer = frame.answer.answer;
      const refused = answer.refused;
      answered(frame.answer.id, !refused, frame.answer.message);
    }
    if (frame.not_now) putOff(frame.not_now);
    // Sent again it would be no better. Without an id it is the first that is not yet answered.
    if (frame.unreadable) answered(frame.unreadable.id || told[0], false, frame.unreadable.message);
    watch();
  }

  // What could not be done now is kept and sent again, after pauses that grow; it does not grow old meanwhile.
  let pause = 0;
  let putOffTimer = 0;
  function putOff(put) {
    told = told.slice(told.indexOf(put.id) + 1);
    outbox.forEach((item) => item.id === put.id && (item.made = serverNow()));
    keepOutbox();
    notice("refused", put.message);
    if (putOffTimer) return;
    pause = Math.min(16000, pause * 2 || 1000);
    putOffTimer = setTimeout(() => {
      putOffTimer = 0;
      if (live) outbox.forEach(send);
    }, pause);
  }

  // A page fetched where a socket cannot be had.
  function adopt(page) {
    const panels = panelsOf(page);
    if (!panels.head) return;
    epoch = page.documentElement.dataset.epoch;
    heardTime(Number(page.documentElement.dataset.now));
    have = forget(panels);
    show(panels);
    fetched = performance.now();
  }

  let fetching = false;
  function lookByHand() {
    if (fetching || document.hidden || isOut()) return;
    fetching = true;
    fetch(location.pathname, { credentials: "same-origin" })
      .then((answer) => {
        if (answer.status === 404 && words.gone) notice("refused", words.gone);
        // The key was ended while there was no line: the page made anew says so.
        if (answer.status === 401) location.reload();
        if (!answer.ok) return;
        return answer.text().then((text) => {
          if (live) return;
          adopt(new DOMParser().parseFromString(text, "text/html"));
          outbox.forEach(post);
        });
      })
      .catch(() => {})
      .then(() => setTimeout(() => (fetching = false), 6000 + Math.random() * 4000));
  }

  // Once a second: is the line alive, and is it time to say that it is not?
  function watch() {
    const now = performance.now();
    if (live && now - heard > 12000) (drop(), again());
    const silent = !live && !isOut() && now - silentSince;
    if (silent > 8000) lookByHand();
    const line = byId("line");
    setText(line, silent > 4000 && now - fetched > 20000 ? line.dataset.words : "");
  }
  setInterval(watch, 1000);

  // Back in the hand, back on the Wi-Fi: at once.
  function wake() {
    if (document.hidden) return;
    // By the wall clock: the other stands still while a phone sleeps.
    if (!live || Date.now() - heardOnWall > 7000) {
      attempts = 0;
      connect();
    }
  }
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", (event) => event.persisted && wake());

  // ---- The projector's wall --------------------------------------------------------------------------

  // What this wall shows of where the meeting is: see app/src/screens/projector/wall.rs.
  function settleScene() {
    const wall = root.dataset.wall;
    if (!wall) return;
    const follows = root.dataset.follows;
    const toAll = follows === "message" || follows === "blank";
    const poll = root.dataset.poll === "shown" ? "result" : "poll";
    const own = { agenda: "agenda", speaker: "speaker", poll: poll }[wall];
    const scene = wall === "lectern" ? "speaker" : toAll || !own ? follows : own;
    if (root.dataset.scene !== scene) root.dataset.scene = scene;
  }

  // A hand on the mouse wants something: the choice of what this wall shows. It goes when the hand rests.
  let resting = 0;
  document.addEventListener("mousemove", () => {
    root.dataset.hand = "yes";
    clearTimeout(resting);
    resting = setTimeout(() => (root.dataset.hand = "no"), 4000);
  });

  const chimeButton = byId("chime");
  if (chimeButton) {
    chimeButton.addEventListener("click", () => {
      chimes = !chimes;
      chimeButton.setAttribute("aria-pressed", String(chimes));
      const label = chimeButton.dataset.back;
      chimeButton.dataset.back = chimeButton.textContent.trim();
      setText(chimeButton, label);
      hear();
      if (chimes) chime();
    });
  }

  // The style sheet sizes texts by their length; what would still not fit is set smaller, never cut.
  function fit() {
    const stage = byId("stage");
    if (!stage) return;
    let scale = 1;
    stage.style.fontSize = "";
    while (scale > 0.5 && (stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1)) {
      scale -= 0.04;
      stage.style.fontSize = scale + "em";
    }
  }
  window.addEventListener("resize", fit);
  window.addEventListener("load", fit);
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(fit);

  // Without cookies no seat is kept: better said before something is typed.
  if (!navigator.cookieEnabled && words.cookies) notice("refused", words.cookies);

  // After the first paint.
  have = forget(panelsOf(document));
  tick();
  fit();
  requestAnimationFrame(() => setTimeout(connect));
})();
