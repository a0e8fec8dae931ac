// Survives a stale page: when the app's files do not come, offers to open again and hands over what is unsent.
// Old engines read this, and no other file: plain ES5, no imports.
(function () {
  "use strict";
  var WAIT_MS = 12000;
  var LOOK_MS = 6000;
  var box = document.getElementById("recovery");
  var shown = false;
  var UNSEEN = "看不到这部手机上的记录，可能都还在：不要清除数据，把手机交社区看。The records on this phone cannot be seen; they may all be there: clear nothing, show the phone to the community.";

  function say(tag, words, act) {
    var element = document.createElement(tag);
    element.textContent = words;
    if (act) {
      element.type = "button";
      element.onclick = act;
      element.style.cssText = "display:block;width:100%;min-height:60px;margin:12px 0;font:inherit;border:2px solid #0b6e5f;border-radius:8px;background:#fff;color:#0b6e5f";
    }
    box.appendChild(element);
    return element;
  }

  // Old hashed files and the shell only; IndexedDB is never touched.
  function clearShell() {
    var work = [];
    if (window.caches) work.push(caches.keys().then(function (names) { return Promise.all(names.map(function (name) { return name.indexOf("linli-phone") === 0 ? caches.delete(name) : null; })); }));
    if (navigator.serviceWorker) work.push(navigator.serviceWorker.getRegistrations().then(function (all) { return Promise.all(all.map(function (one) { return one.scope.indexOf("/w/") > 0 ? one.unregister() : null; })); }));
    Promise.all(work).then(function () { location.reload(); }, function () { location.reload(); });
  }

  // What is noted outside the database: records by id, or only their hours.
  function copies(user) {
    var found = [];
    var prefix = "linli-copy-" + user + "-";
    for (var i = 0; i < localStorage.length; i++) {
      var key = localStorage.key(i) || "";
      if (key.indexOf(prefix) !== 0) continue;
      try {
        found.push(JSON.parse(localStorage.getItem(key)));
      } catch (error) {
        found.push({ id: key.slice(prefix.length), data: null });
      }
    }
    return found;
  }

  // done(null): it could not be seen what is there.
  function kept(user, done) {
    var answered = false;
    function once(records) {
      if (!answered) done(records);
      answered = true;
    }
    setTimeout(function () { once(null); }, LOOK_MS);
    try {
      var asked = indexedDB.open("linli-" + user);
      asked.onupgradeneeded = function () { asked.transaction.abort(); };
      asked.onerror = function () { once(null); };
      asked.onsuccess = function () {
        var database = asked.result;
        if (!database.objectStoreNames.contains("outbox")) { once(null); return; }
        var all = database.transaction("outbox").objectStore("outbox").getAll();
        all.onerror = function () { once(null); };
        all.onsuccess = function () {
          database.close();
          once(all.result);
        };
      };
    } catch (error) {
      once(null);
    }
  }

  // What the database says of a record counts before its copy.
  function unsent(records, noted) {
    var known = {};
    (records || []).forEach(function (record) { known[record.id] = true; });
    return (records || []).filter(function (record) { return record.state !== "delivered"; }).concat(noted.filter(function (record) { return !known[record.id]; }));
  }

  function saveFile(user, records) {
    var ops = records.filter(function (record) { return record.kind; }).map(function (record) {
      var op = { id: record.id, kind: record.kind, schema: record.schema, claimed_at: record.claimed_at, data: record.data };
      if (record.base !== undefined) op.base = record.base;
      if (record.clock) op.clock = record.clock;
      if (record.time_said) op.time_said = record.time_said;
      return op;
    });
    var device = localStorage.getItem("linli-device-" + user) || "";
    var said = { linli_outbox: 1, user: user, device: device, saved_at: new Date().toISOString(), ops: ops };
    try {
      var clock = JSON.parse(localStorage.getItem("linli-clock") || "{}");
      if (clock.moves !== undefined) { said.offset_ms = clock.offset; said.moves = clock.moves; }
    } catch (error) { /* nobody knows the clock: the community is asked */ }
    var text = JSON.stringify(said);
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "linli-outbox.json";
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
  }

  function show() {
    if (shown || window.linliStarted) return;
    shown = true;
    box.hidden = false;
    box.setAttribute("role", "main");
    box.style.cssText = "margin:16px;font:18px/1.6 system-ui,sans-serif;color:#1c2926";
    say("h1", "没有打开 Not opened").style.cssText = "font-size:24px";
    say("p", "程序没有取全。The app did not load.");
    say("button", "重新打开 Open again", function () { location.reload(); });
    say("button", "清掉旧程序再打开（要联网，不删记录）Clear the old app, then open (needs network)", clearShell);
    var user = null;
    var noted = [];
    try {
      user = localStorage.getItem("linli-current");
      if (user) noted = copies(user);
    } catch (error) { user = null; }
    if (!user) { say("p", UNSEEN); return; }
    kept(user, function (records) {
      var all = unsent(records, noted);
      if (records === null) say("p", UNSEEN);
      if (records !== null || all.length) say("p", "还有 " + all.length + " 条没有上传 · " + all.length + " not sent");
      if (all.length) say("button", "存成文件 Save to a file", function () { saveFile(user, all); });
    });
  }

  window.addEventListener("error", function (event) {
    var from = event.target;
    if (from && (from.tagName === "SCRIPT" || from.tagName === "LINK")) show();
  }, true);
  setTimeout(show, WAIT_MS);
})();
