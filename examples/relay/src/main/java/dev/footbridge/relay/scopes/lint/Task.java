package dev.footbridge.relay.scopes.lint;

import java.util.Set;

/**
 * Something that a text wants to do: a verb and what it is done to.
 *
 * @param actions of which any one is meant
 * @param words as the text says it
 * @param thing what it is done to, as {@link Language#noun} spells it
 * @param around other things in the same clause
 */
record Task(Set<Action> actions, String words, String thing, Set<String> around) {}
