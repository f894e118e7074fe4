package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What people do in Webex's own client. People and rooms go by id, or by handle and title. */
final class WebexPeople implements HumanClient {
    private final Organization organization;
    private final Timeline timeline;
    private final ClientFeed feed;
    private final Supplier<String> contentsUrl;

    /** @param contentsUrl where files are served, with a slash at the end */
    WebexPeople(Organization organization, Timeline timeline, ClientFeed feed, Supplier<String> contentsUrl) {
        this.organization = organization;
        this.timeline = timeline;
        this.feed = feed;
        this.contentsUrl = contentsUrl;
    }

    @Override
    public List<ClientUser> users() {
        synchronized (organization) {
            return organization.people().stream()
                    .map(person -> new ClientUser(
                            person.id(),
                            person.handle(),
                            person.displayName(),
                            Optional.of(person.email()),
                            person.bot() || person.sort() == Person.Sort.MACHINE))
                    .toList();
        }
    }

    @Override
    public List<ClientChannel> channels() {
        synchronized (organization) {
            return organization.rooms().stream()
                    .map(room -> new ClientChannel(room.id(), name(room), room.type(), memberIds(room)))
                    .toList();
        }
    }

    private static String name(Room room) {
        return room.direct()
                ? String.join(
                        ", ",
                        room.members().stream()
                                .map(member -> member.person().displayName())
                                .toList())
                : room.title();
    }

    private static List<String> memberIds(Room room) {
        return room.members().stream().map(member -> member.person().id()).toList();
    }

    @Override
    public List<ClientMessage> messages(String channelId, int limit) {
        synchronized (organization) {
            List<Message> all = room(channelId).messages();
            return all.subList(Math.max(0, all.size() - Math.max(0, limit)), all.size()).stream()
                    .map(ClientFeed::show)
                    .toList();
        }
    }

    @Override
    public String post(String userId, String channelId, String text, Optional<String> replyTo) {
        return post(userId, channelId, text, replyTo, List.of());
    }

    @Override
    public String post(String userId, String channelId, String text, Optional<String> replyTo, List<ClientFile> files) {
        Function<Room, Content> content = room ->
                text.isEmpty() && !files.isEmpty() ? Content.plain("") : TypedHtml.write(text, organization, room);
        List<NewFile> uploads = files.stream()
                .map(file -> new NewFile(file.name(), file.mediaType(), file.content()))
                .toList();
        return post(userId, channelId, replyTo, uploads, content);
    }

    @Override
    public List<ClientFile> files(String channelId, String messageId) {
        synchronized (organization) {
            return message(room(channelId), messageId).files().stream()
                    .flatMap(id -> organization.file(id).stream())
                    .map(StoredFile::file)
                    .map(file -> new ClientFile(file.name(), file.type(), file.content()))
                    .toList();
        }
    }

    /** Posts what no one can type. */
    String postHtml(String userId, String channelId, String html, Optional<String> replyTo) {
        Content content = Content.html(html, Content.Mentioned.NOBODY);
        return post(userId, channelId, replyTo, List.of(), room -> content);
    }

    private String post(
            String userId,
            String channelId,
            Optional<String> replyTo,
            List<NewFile> files,
            Function<Room, Content> content) {
        synchronized (organization) {
            Person person = person(userId);
            Room room = memberOf(person, channelId);
            if (room.announcementOnly() && !room.moderatedBy(person)) {
                throw new IllegalStateException("only moderators post here");
            }
            // The client answers to the first message of a thread, wherever one clicks.
            Optional<Message> parent =
                    replyTo.map(id -> message(room, id)).map(one -> one.parent().orElse(one));
            Timeline.Draft draft =
                    new Timeline.Draft(content.apply(room), parent, files, Optional.empty(), contentsUrl.get());
            return timeline.post(room, person, draft).id();
        }
    }

    @Override
    public void edit(String userId, String channelId, String messageId, String text) {
        synchronized (organization) {
            Person person = person(userId);
            Room room = memberOf(person, channelId);
            Message message = own(person, message(room, messageId));
            timeline.refusesEdit(message).ifPresent(why -> {
                throw new IllegalStateException(why);
            });
            timeline.edit(message, TypedHtml.write(text, organization, room));
        }
    }

    @Override
    public void delete(String userId, String channelId, String messageId) {
        synchronized (organization) {
            Person person = person(userId);
            Room room = memberOf(person, channelId);
            Message message = message(room, messageId);
            timeline.delete(room.moderatedBy(person) ? message : own(person, message), person);
        }
    }

    /** Always refused: apps see and make no reactions in Webex. */
    @Override
    public void react(String userId, String channelId, String messageId, String emoji) {
        throw new IllegalStateException("Webex tells apps nothing of reactions");
    }

    /** Always refused: apps see and make no reactions in Webex. */
    @Override
    public void unreact(String userId, String channelId, String messageId, String emoji) {
        throw new IllegalStateException("Webex tells apps nothing of reactions");
    }

    @Override
    public Set<String> mentioned(String channelId, String messageId) {
        synchronized (organization) {
            Room room = room(channelId);
            return organization
                    .message(wellFormed(messageId))
                    .filter(message -> message.room() == room)
                    .<Set<String>>map(message ->
                            new LinkedHashSet<>(message.content().rings().in(room)))
                    .orElseGet(Set::of);
        }
    }

    /** Deleted messages are forgotten: an id that could be one of those is none of an unknown message. */
    private static String wellFormed(String messageId) {
        try {
            return Ids.read(Ids.Kind.MESSAGE, messageId);
        } catch (WebexFault malformed) {
            throw new IllegalArgumentException("no message " + messageId, malformed);
        }
    }

    @Override
    public Subscription listen(Consumer<ClientChange> listener) {
        feed.add(listener);
        return () -> feed.remove(listener);
    }

    Person person(String key) {
        return organization
                .person(key)
                .or(() -> organization.personByHandle(key))
                .orElseThrow(() -> new IllegalArgumentException("no person " + key));
    }

    Room room(String key) {
        return organization
                .room(key)
                .or(() -> organization.rooms().stream()
                        .filter(room -> room.title().equalsIgnoreCase(key))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("no room " + key));
    }

    private Room memberOf(Person person, String key) {
        Room room = room(key);
        if (!room.has(person)) {
            throw new IllegalStateException(person.handle() + " is not in " + key);
        }
        return room;
    }

    Message message(Room room, String id) {
        return organization
                .message(id)
                .filter(message -> message.room() == room)
                .orElseThrow(() -> new IllegalArgumentException("no message " + id));
    }

    private static Message own(Person person, Message message) {
        if (message.author() != person) {
            throw new IllegalStateException("not a message of " + person.handle());
        }
        return message;
    }
}
