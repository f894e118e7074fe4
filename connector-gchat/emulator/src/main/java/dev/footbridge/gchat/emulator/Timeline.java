package dev.footbridge.gchat.emulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens in spaces, whoever does it: the only place that changes them. Call with the domain locked. */
final class Timeline {
    /**
     * A message to be.
     *
     * @param threadId the thread it replies to, or none
     */
    record Draft(
            ChatUser sender,
            boolean viaApp,
            Content content,
            Optional<String> threadId,
            String clientId,
            String threadKey,
            Optional<ChatUser> viewer,
            boolean silent) {
        static Draft typed(ChatUser sender, Content content, Optional<String> threadId) {
            return new Draft(sender, false, content, threadId, "", "", Optional.empty(), false);
        }
    }

    private final Domain domain;
    private final Changes changes;

    Timeline(Domain domain, Changes changes) {
        this.domain = domain;
        this.changes = changes;
    }

    ChatMessage post(ChatSpace space, Draft draft) {
        Ids ids = domain.ids();
        String thread = draft.threadId().orElseGet(ids::message);
        boolean reply = draft.threadId().isPresent() && space.hasThread(thread);
        Instant now = domain.now();
        ChatMessage message = new ChatMessage(
                new ChatMessage.Origin(
                        space,
                        thread + '.' + (reply ? ids.message() : thread),
                        thread,
                        draft.sender(),
                        draft.viaApp(),
                        now,
                        reply,
                        draft.clientId(),
                        draft.threadKey(),
                        draft.viewer(),
                        draft.silent()),
                draft.content());
        space.add(message);
        changes.publish(Change.message(Change.Kind.MESSAGE_CREATED, message, draft.sender(), now));
        return message;
    }

    void edit(ChatMessage message, Content content, ChatUser by) {
        Instant now = domain.now();
        message.change(content, now);
        changes.publish(Change.message(Change.Kind.MESSAGE_UPDATED, message, by, now));
    }

    void delete(ChatMessage message, String type, ChatUser by) {
        Instant now = domain.now();
        message.delete(type, now);
        changes.publish(Change.message(Change.Kind.MESSAGE_DELETED, message, by, now));
    }

    /** The reaction that is there afterwards, and whether it is new. */
    ChatMessage.Reaction react(ChatMessage message, ChatUser user, ChatMessage.Emoji emoji) {
        ChatMessage.Reaction reaction = new ChatMessage.Reaction(domain.ids().letters(22), user, emoji);
        message.reactions().put(reaction.id(), reaction);
        changes.publish(Change.reaction(Change.Kind.REACTION_CREATED, message, reaction, domain.now()));
        return reaction;
    }

    void unreact(ChatMessage message, ChatMessage.Reaction reaction) {
        message.reactions().remove(reaction.id());
        changes.publish(Change.reaction(Change.Kind.REACTION_DELETED, message, reaction, domain.now()));
    }

    Member join(ChatSpace space, ChatUser user, ChatUser by) {
        Member member = new Member(user, Member.MEMBER, domain.now());
        space.members().put(user.id(), member);
        changes.publish(Change.member(Change.Kind.MEMBERSHIP_CREATED, space, member, by, domain.now()));
        return member;
    }

    Optional<Member> leave(ChatSpace space, ChatUser user, ChatUser by) {
        Optional<Member> member = Optional.ofNullable(space.members().remove(user.id()));
        member.ifPresent(
                gone -> changes.publish(Change.member(Change.Kind.MEMBERSHIP_DELETED, space, gone, by, domain.now())));
        return member;
    }

    void promote(ChatSpace space, ChatUser user, String role, ChatUser by) {
        Member old = space.members().get(user.id());
        if (old != null) {
            Member changed = new Member(user, role, old.since());
            space.members().put(user.id(), changed);
            changes.publish(Change.member(Change.Kind.MEMBERSHIP_UPDATED, space, changed, by, domain.now()));
        }
    }

    void rename(ChatSpace space, String name, String description, ChatUser by) {
        space.rename(name);
        space.describe(description);
        changes.publish(Change.space(space, by, domain.now()));
    }

    /** Deletes what follows in a thread, too. */
    void deleteThread(ChatMessage root, String type, ChatUser by) {
        List<ChatMessage> all = root.space().thread(root.origin().threadId());
        delete(root, type, by);
        for (ChatMessage reply : all) {
            if (!reply.isDeleted()) {
                delete(reply, type, by);
            }
        }
    }
}
