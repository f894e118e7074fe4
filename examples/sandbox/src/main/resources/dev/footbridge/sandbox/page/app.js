'use strict';

const clients = new Map();
const $ = (selector, root = document) => root.querySelector(selector);

function colour(name) {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  return `hsl(${hash % 360} 45% 45%)`;
}

function initials(name) {
  return name.split(/\s+/).filter(Boolean).slice(0, 2).map(part => Array.from(part)[0]).join('').toUpperCase();
}

async function call(path, body) {
  const answer = await fetch(path, {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)
  });
  if (!answer.ok) alert(await answer.text());
}

class Client {
  constructor(platform) {
    this.name = platform.name;
    this.messages = new Map();
    this.replyTo = null;
    const node = $('#client-template').content.cloneNode(true);
    this.root = $('.client', node);
    this.root.dataset.platform = platform.name;
    this.root.style.setProperty('--brand', platform.colour);
    $('h2', this.root).textContent = `${platform.title} · ${platform.channelName}`;
    $('.logo', this.root).textContent = platform.title[0];
    $('.inspect', this.root).href = platform.inspector;
    this.list = $('.messages', this.root);
    this.form = $('form', this.root);
    this.who = $('select', this.form);
    for (const user of platform.users) this.who.add(new Option(user.displayName, user.id));
    this.input = $('textarea', this.form);
    this.input.placeholder = `Write on ${platform.title}`;
    this.input.id = `text-${platform.name}`;
    $('label.visually-hidden', this.form).htmlFor = this.input.id;
    this.form.addEventListener('submit', event => { event.preventDefault(); this.send(); });
    this.input.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); this.send(); }
    });
    $('.cancel', this.form).addEventListener('click', () => this.startReply(null));
    this.list.addEventListener('click', event => this.act(event));
    $('#clients').append(this.root);
    for (const message of platform.messages) this.show(message, false);
  }

  verb(name, body) {
    return call(`/api/${this.name}/${name}`, {user: this.who.value, ...body});
  }

  send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.verb('post', {text, replyTo: this.replyTo});
    this.input.value = '';
    this.startReply(null);
  }

  startReply(message) {
    this.replyTo = message && (message.threadId || message.id);
    const bar = $('.reply-to', this.form);
    bar.hidden = !message;
    $('span', bar).textContent = message ? `Replying to ${message.authorName}` : '';
    if (message) this.input.focus();
  }

  act(event) {
    const button = event.target.closest('button');
    const item = event.target.closest('.message');
    if (!button || !item) return;
    const message = this.messages.get(item.dataset.id);
    const emoji = button.dataset.emoji;
    switch (button.dataset.act) {
      case 'react': this.verb('react', {message: message.id, emoji}); break;
      case 'unreact': {
        const mine = (message.reactions[emoji] || []).includes(this.who.value);
        this.verb(mine ? 'unreact' : 'react', {message: message.id, emoji});
        break;
      }
      case 'reply': this.startReply(message); break;
      case 'edit': {
        const text = prompt('New text', message.text);
        if (text) this.verb('edit', {message: message.id, text, user: message.authorId});
        break;
      }
      case 'delete': this.verb('delete', {message: message.id, user: message.authorId}); break;
    }
  }

  show(message, fresh = true) {
    const old = this.messages.has(message.id) && this.list.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    this.messages.set(message.id, message);
    const node = $('#message-template').content.cloneNode(true);
    const item = $('.message', node);
    item.dataset.id = message.id;
    item.dataset.thread = message.threadId || '';
    item.classList.toggle('reply', Boolean(message.threadId));
    item.classList.toggle('deleted', message.deleted);
    item.classList.toggle('fresh', fresh);
    const avatar = $('.avatar', item);
    avatar.textContent = initials(message.authorName) || '?';
    avatar.style.background = colour(message.authorName);
    $('.author', item).textContent = message.authorName;
    $('.badge', item).hidden = !message.bot;
    const time = $('time', item);
    time.dateTime = message.at;
    time.textContent = new Date(message.at).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit'});
    $('.edited', item).hidden = !message.edited;
    if (message.deleted) $('.text', item).textContent = 'This message was deleted.';
    else $('.text', item).innerHTML = message.html;
    for (const [emoji, users] of Object.entries(message.reactions)) {
      const chip = document.createElement('button');
      chip.type = 'button';
      chip.dataset.act = 'unreact';
      chip.dataset.emoji = emoji;
      chip.textContent = `${emoji} ${users.length}`;
      $('.reactions', item).append(chip);
    }
    for (const act of ['edit', 'delete']) {
      if (message.bot || message.deleted) $(`[data-act=${act}]`, item).remove();
    }
    if (old) old.replaceWith(item);
    else this.place(item, message);
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
    item.scrollIntoView({block: 'nearest'});
  }
}

function crossed(row) {
  const item = document.createElement('li');
  item.textContent = `${row.what}  ${row.from} → ${row.to}  ${row.millis} ms`;
  $('#crossings').prepend(item);
  while ($('#crossings').children.length > 50) $('#crossings').lastChild.remove();
}

function account(state) {
  const badge = $('#relay-state');
  badge.textContent = state.ready ? 'relay ready' : 'relay stopped';
  badge.className = `state ${state.ready ? 'ready' : 'down'}`;
  const list = $('#account');
  list.replaceChildren();
  for (const [name, value] of Object.entries(state.counts)) {
    const term = document.createElement('dt');
    const value_ = document.createElement('dd');
    term.textContent = name;
    value_.textContent = value;
    list.append(term, value_);
  }
}

async function start() {
  const state = await (await fetch('/api/state')).json();
  for (const platform of state.platforms) clients.set(platform.name, new Client(platform));
  account(state.relay);
  const events = new EventSource('/api/events');
  events.addEventListener('change', event => {
    const change = JSON.parse(event.data);
    clients.get(change.platform)?.show(change.message);
  });
  events.addEventListener('crossed', event => crossed(JSON.parse(event.data)));
  events.addEventListener('relay', event => account(JSON.parse(event.data)));
  $('#restart').addEventListener('click', () => call('/api/restart', {}));
}

start();
