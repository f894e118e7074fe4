// The vendors' own JavaScript clients, unchanged: only their base URLs and tokens come from the emulators.
import assert from 'node:assert/strict';
import { Client } from '@microsoft/microsoft-graph-client';
import { WebClient } from '@slack/web-api';

const seed = JSON.parse(process.env.FOOTBRIDGE_EMULATORS);

async function step(client, what, deed) {
  const result = await deed();
  console.log(`${client.padEnd(34)} ${what}`);
  return result;
}

async function slack() {
  const name = '@slack/web-api';
  const bot = new WebClient(seed.slack.tokens.bot, { slackApiUrl: seed.slack.apiUrl });
  const robin = new WebClient(seed.slack.tokens.users.robin, { slackApiUrl: seed.slack.apiUrl });
  const channel = seed.slack.channels.find(one => one.name === 'project-launch').id;

  const me = await step(name, 'auth.test', () => bot.auth.test());
  assert.equal(me.user_id, seed.slack.botUserId);
  const posted = await step(name, 'chat.postMessage', () => bot.chat.postMessage({ channel, text: 'Hello from *JavaScript*' }));
  await step(name, 'chat.postMessage in a thread', () => robin.chat.postMessage({ channel, thread_ts: posted.ts, text: 'Hello back' }));
  await step(name, 'chat.update', () => bot.chat.update({ channel, ts: posted.ts, text: 'Hello again from *JavaScript*' }));
  await step(name, 'reactions.add', () => robin.reactions.add({ channel, timestamp: posted.ts, name: 'tada' }));
  await assert.rejects(robin.reactions.add({ channel, timestamp: posted.ts, name: 'tada' }), error => error.data.error === 'already_reacted');

  const history = await step(name, 'conversations.history', () => bot.conversations.history({ channel, limit: 10 }));
  const shown = history.messages.find(message => message.ts === posted.ts);
  assert.equal(shown.text, 'Hello again from *JavaScript*');
  assert.equal(shown.reply_count, 1);
  assert.deepEqual(shown.reactions.map(one => [one.name, one.count]), [['tada', 1]]);
  const replies = await step(name, 'conversations.replies', () => bot.conversations.replies({ channel, ts: posted.ts }));
  assert.deepEqual(replies.messages.map(message => message.text), [shown.text, 'Hello back']);

  const members = [];
  for await (const page of bot.paginate('users.list', { limit: 2 })) members.push(...page.members);
  await step(name, 'users.list, page by page', async () => assert.equal(members.length, seed.slack.users.length));
  await step(name, 'reactions.remove', () => robin.reactions.remove({ channel, timestamp: posted.ts, name: 'tada' }));
  await step(name, 'chat.delete', () => bot.chat.delete({ channel, ts: posted.ts }));
}

function graph(persona) {
  const url = new URL(seed.teams.graphUrl);
  return Client.init({
    baseUrl: `${url.origin}/`,
    defaultVersion: url.pathname.slice(1),
    // The client adds the token only to addresses that it knows as Graph's, or is told of; and only over https.
    customHosts: new Set([url.hostname]),
    authProvider: done => done(null, seed.teams.personas.find(one => one.displayName === persona).accessToken),
  });
}

async function teams() {
  const name = '@microsoft/microsoft-graph-client';
  const ada = graph('Ada Moreau');
  const ben = graph('Ben Okafor');
  const messages = `/teams/${seed.teams.teamId}/channels/${seed.teams.channels['project-launch']}/messages`;

  const me = await step(name, 'GET me', () => ada.api('/me').get());
  assert.equal(me.displayName, 'Ada Moreau');
  const html = content => ({ body: { contentType: 'html', content } });
  const posted = await step(name, 'POST messages', () => ada.api(messages).post(html('Hello from <b>JavaScript</b>')));
  const message = `${messages}/${posted.id}`;
  await step(name, 'POST replies', () => ben.api(`${message}/replies`).post({ body: { content: 'Hello back' } }));
  await step(name, 'PATCH message', () => ada.api(message).patch(html('Hello again from <b>JavaScript</b>')));
  await step(name, 'POST setReaction', () => ben.api(`${message}/setReaction`).post({ reactionType: '🎉' }));
  await assert.rejects(ben.api(message).patch(html('not mine')), error => error.statusCode === 403);

  const shown = await step(name, 'GET message', () => ada.api(message).get());
  assert.match(shown.body.content, /Hello again from <b>JavaScript<\/b>/);
  assert.ok(shown.lastEditedDateTime);
  assert.deepEqual(shown.reactions.map(one => one.reactionType), ['🎉']);
  const list = await step(name, 'GET messages', () => ada.api(messages).top(10).expand('replies').get());
  assert.deepEqual(list.value.find(one => one.id === posted.id).replies.map(reply => reply.body.content), ['Hello back']);
  await step(name, 'POST unsetReaction', () => ben.api(`${message}/unsetReaction`).post({ reactionType: '🎉' }));
  await step(name, 'POST softDelete', () => ada.api(`${message}/softDelete`).post({}));
  assert.ok((await ada.api(message).get()).deletedDateTime);
}

await slack();
await teams();
console.log('both clients did everything');
