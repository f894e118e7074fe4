'use strict';

const MAX_CROSSINGS = 50;
const LONG_TEXT = 700;
const ACCOUNT_EVERY_MS = 2000;
const NEAR_END_PX = 40;

const clients = new Map();
const $ = (selector, root = document) => root.querySelector(selector);

/** The same person has the same colour everywhere: what an app puts in brackets behind a name does not count. */
function colour(name) {
  let hash = 0;
  for (const char of name.replace(/ \(.*\)$/, '')) hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  return `hsl(${hash % 360} 50% 33%)`;
}

function initials(name) {
  return name.split(/\s+/).filter(Boolean).slice(0, 2).map(part => Array.from(part)[0]).join('').toUpperCase();
}

function notice(text) {
  const bar = $('#notice');
  bar.hidden = !text;
  bar.textContent = text || '';
}

async function call(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)
    });
    notice(answer.ok ? '' : await answer.text());
    return answer.ok;
  } catch {
    notice('The sandbox does not answer. Is it still running?');
    return false;
  }
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

class Client {
  constructor(platform) {
    this.name = platform.name;
    this.messages = new Map();
    this.replyTo = null;
    this.editing = null;
    const node = $('#client-template').content.cloneNode(true);
    this.root = $('.client', node);
    this.root.dataset.platform = platform.name;
    this.root.setAttribute('aria-label', platform.title);
    this.root.style.setProperty('--brand', platform.colour);
    $('h2', this.root).textContent = `${platform.title} · ${platform.channelName}`;
    $('.logo', this.root).textContent = platform.title[0];
    $('.inspect', this.root).href = platform.inspector;
    this.list = $('.messages', this.root);
    this.list.setAttribute('aria-label', `Messages on ${platform.title}`);
    this.form = $('form', this.root);
    this.who = $('select', this.form);
    this.people = new Map(platform.users.map(user => [user.id, user.displayName]));
    for (const user of platform.users) this.who.add(new Option(user.displayName, user.id));
    this.input = $('textarea', this.form);
    this.input.placeholder = `Write on ${platform.title}`;
    this.input.id = `text-${platform.name}`;
    $('.text-label', this.form).htmlFor = this.input.id;
    this.form.addEventListener('submit', event => { event.preventDefault(); this.send(); });
    this.input.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
      if (event.key === 'Escape') this.mode('');
    });
    $('.cancel', this.form).addEventListener('click', () => this.mode(''));
    this.takeFiles();
    this.list.addEventListener('click', event => this.act(event));
    $('#clients').append(this.root);
  }

  /** Shows these messages and no others. */
  fill(messages) {
    this.messages.clear();
    this.list.replaceChildren();
    for (const message of messages) this.show(message, false);
    this.list.scrollTop = this.list.scrollHeight;
  }

  verb(name, body) {
    return call(`/api/${this.name}/${name}`, {user: this.who.value, ...body});
  }

  send() {
    const text = this.input.value.trim();
    if (!text) return;
    if (this.editing) this.verb('edit', {message: this.editing.id, text, user: this.editing.authorId});
    else this.verb('post', {text, replyTo: this.replyTo});
    this.input.value = '';
    this.mode('');
  }

  /** Files come by the button or dragged onto the client; each becomes a message. */
  takeFiles() {
    const chooser = $('input[type=file]', this.form);
    $('.attach', this.form).addEventListener('click', () => chooser.click());
    chooser.addEventListener('change', () => { this.sendFiles(chooser.files); chooser.value = ''; });
    this.root.addEventListener('dragover', event => {
      if (![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      this.root.classList.add('dropping');
    });
    this.root.addEventListener('dragleave', event => {
      if (!this.root.contains(event.relatedTarget)) this.root.classList.remove('dropping');
    });
    this.root.addEventListener('drop', event => {
      event.preventDefault();
      this.root.classList.remove('dropping');
      this.sendFiles(event.dataTransfer.files);
    });
  }

  async sendFiles(files) {
    const replyTo = this.replyTo;
    this.mode('');
    for (const file of files) {
      const query = new URLSearchParams({user: this.who.value, name: file.name, ...(replyTo ? {replyTo} : {})});
      notice(`Sending ${file.name} …`);
      try {
        const answer = await fetch(`/api/${this.name}/file?${query}`, {
          method: 'POST', headers: {'Content-Type': file.type || 'application/octet-stream'}, body: file
        });
        notice(answer.ok ? '' : answer.status === 413 ? `${file.name} is too large for the sandbox’s page.` : await answer.text());
      } catch {
        notice('The sandbox does not answer, or the file is too large for its page.');
      }
    }
  }

  /** What the next text will be: a message, or what the words say. */
  mode(words, {replyTo = null, editing = null} = {}) {
    if (this.editing) this.input.value = '';
    this.replyTo = replyTo;
    this.editing = editing;
    const bar = $('.mode', this.form);
    bar.hidden = !words;
    $('span', bar).textContent = words;
    this.who.disabled = Boolean(editing);
    if (editing) this.input.value = editing.text;
    if (words) this.input.focus();
  }

  act(event) {
    const button = event.target.closest('button');
    const item = event.target.closest('.message');
    if (!button || !item) return;
    const message = this.messages.get(item.dataset.id);
    const emoji = button.dataset.emoji;
    switch (button.dataset.act) {
      case 'react': this.verb('react', {message: message.id, emoji}); break;
      case 'toggle': {
        const mine = (message.reactions[emoji] || []).includes(this.who.value);
        this.verb(mine ? 'unreact' : 'react', {message: message.id, emoji});
        break;
      }
      case 'reply':
        this.mode(`Reply to ${message.authorName}`, {replyTo: message.threadId || message.id});
        break;
      case 'edit': this.mode('Edit the message', {editing: message}); break;
      case 'delete': this.verb('delete', {message: message.id, user: message.authorId}); break;
      case 'more': {
        const closed = item.classList.toggle('long');
        button.textContent = closed ? 'Show all' : 'Show less';
        break;
      }
    }
  }

  show(message, fresh = true) {
    const old = this.messages.has(message.id) && this.list.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    // Of a deleted message the platform may tell the id only; it stays where it was, under its author's name.
    if (message.deleted) message = {...message, ...this.remembered(message.id)};
    this.messages.set(message.id, message);
    const item = this.draw(message);
    item.classList.toggle('fresh', fresh);
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PX;
    if (old) this.replace(old, item);
    else this.place(item, message);
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    else if (fresh && !old) item.scrollIntoView({block: 'nearest'});
  }

  remembered(id) {
    const known = this.messages.get(id);
    if (!known) return {};
    const {threadId, authorName, bot, copy} = known;
    return {threadId, authorName, bot, copy};
  }

  draw(message) {
    const item = $('.message', $('#message-template').content.cloneNode(true));
    item.dataset.id = message.id;
    item.dataset.thread = message.threadId || '';
    item.classList.toggle('reply', Boolean(message.threadId));
    item.classList.toggle('deleted', message.deleted);
    item.classList.toggle('copy', message.copy);
    item.classList.toggle('long', message.text.length > LONG_TEXT && !message.deleted);
    $('.more', item).hidden = !item.classList.contains('long');
    const avatar = $('.avatar', item);
    avatar.textContent = initials(message.authorName) || '?';
    avatar.style.background = colour(message.authorName);
    $('.author', item).textContent = message.authorName;
    const badge = $('.badge', item);
    badge.hidden = !message.bot && !message.copy;
    badge.textContent = message.bot ? 'APP' : 'RELAY';
    badge.title = message.copy ? 'Written by the relay' : 'Written by an app';
    const time = $('time', item);
    time.dateTime = message.at;
    time.textContent = new Date(message.at).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit'});
    $('.edited', item).hidden = !message.edited || message.deleted;
    // The emulators' markup is safe by contract: text, links and plain formatting, nothing that runs.
    if (message.deleted) $('.text', item).textContent = 'This message was deleted.';
    else $('.text', item).innerHTML = message.html;
    if (!message.deleted) message.files.forEach((file, number) => $('.files', item).append(this.file(message, file, number)));
    for (const [emoji, users] of Object.entries(message.reactions)) $('.reactions', item).append(this.chip(emoji, users));
    if (message.deleted) $('.actions', item).remove();
    else if (message.bot || message.copy) for (const act of ['edit', 'delete']) $(`[data-act=${act}]`, item).remove();
    return item;
  }

  file(message, file, number) {
    const address = `/api/${this.name}/file?${new URLSearchParams({message: message.id, number})}`;
    const link = document.createElement('a');
    link.href = address;
    if (file.picture) {
      const picture = document.createElement('img');
      picture.src = address;
      picture.alt = file.name;
      link.target = '_blank';
      link.append(picture);
    } else {
      link.download = file.name;
      link.textContent = `${file.name} (${size(file.size)})`;
    }
    return link;
  }

  chip(emoji, users) {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.dataset.act = 'toggle';
    chip.dataset.emoji = emoji;
    chip.textContent = `${emoji} ${users.length}`;
    const names = users.map(id => this.people.get(id) || 'the relay').join(', ');
    chip.title = names;
    chip.setAttribute('aria-label', `${emoji} by ${names}. Press to add or take back yours.`);
    return chip;
  }

  /** Someone who is on a message with the keyboard stays on it. */
  replace(old, item) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(item);
    if (!focused) return;
    const act = focused.dataset.act;
    const same = act && $(`[data-act="${act}"]${focused.dataset.emoji ? `[data-emoji="${focused.dataset.emoji}"]` : ''}`, item);
    (same || item).focus();
  }

  place(item, message) {
    let after = null;
    if (message.threadId) {
      for (const other of this.list.children) {
        if (other.dataset.id === message.threadId || other.dataset.thread === message.threadId) after = other;
      }
    }
    if (after) after.after(item);
    else this.list.append(item);
  }
}

const platformTitles = new Map();

function crossed(row) {
  const item = document.createElement('li');
  const cells = [row.what, `${platformTitles.get(row.from)} → ${platformTitles.get(row.to)}`, `${row.millis} ms`];
  for (const text of cells) {
    const cell = document.createElement('span');
    cell.textContent = text;
    item.append(cell);
  }
  $('#crossings').prepend(item);
  while ($('#crossings').children.length > MAX_CROSSINGS) $('#crossings').lastChild.remove();
}

/** A number stands for itself; counts by reason are added up, with the reasons behind. */
function counted(value) {
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value);
  const sum = parts.reduce((total, [, count]) => total + count, 0);
  return sum === 0 ? '0' : `${sum} (${parts.map(([reason, count]) => `${reason.replaceAll('_', ' ').toLowerCase()} ${count}`).join(', ')})`;
}

function account(state) {
  const badge = $('#relay-state');
  const words = state.ready ? 'relay ready' : state.restarting ? 'relay restarting…' : 'relay not ready';
  if (badge.textContent !== words) badge.textContent = words;
  badge.className = `state ${state.ready ? 'ready' : state.restarting ? 'busy' : 'down'}`;
  document.body.classList.toggle('relay-down', !state.ready);
  if (state.restarting) return;
  const entries = Object.entries(state.counts).flatMap(([name, value]) => {
    const term = document.createElement('dt');
    const count = document.createElement('dd');
    term.textContent = name;
    count.textContent = counted(value);
    return [term, count];
  });
  $('#account').replaceChildren(...entries);
}

async function load() {
  const state = await (await fetch('/api/state')).json();
  for (const platform of state.platforms) {
    platformTitles.set(platform.name, platform.title);
    if (!clients.has(platform.name)) clients.set(platform.name, new Client(platform));
    clients.get(platform.name).fill(platform.messages);
  }
  $('#crossings').replaceChildren();
  state.crossed.forEach(crossed);
  account(state.relay);
  notice('');
  document.body.dataset.loaded = 'true';
}

async function restart() {
  const button = $('#restart');
  button.disabled = true;
  notice('The relay restarts with an empty heap. What you write meanwhile crosses when it is back.');
  await call('/api/restart', {});
  button.disabled = false;
  button.focus();
}

async function refreshAccount() {
  if (document.hidden) return;
  try {
    account(await (await fetch('/api/relay')).json());
  } catch {
    account({ready: false, restarting: false, counts: {}});
  }
}

function start() {
  let loaded = Promise.resolve();
  const events = new EventSource('/api/events');
  const on = (name, act) => events.addEventListener(name, event => loaded.then(() => act(JSON.parse(event.data))));
  events.addEventListener('hello', () => { loaded = load(); });
  events.addEventListener('error', () => notice('The sandbox does not answer. Is it still running?'));
  on('change', change => clients.get(change.platform)?.show(change.message));
  on('crossed', crossed);
  on('relay', account);
  $('#restart').addEventListener('click', restart);
  setInterval(refreshAccount, ACCOUNT_EVERY_MS);
}

start();
