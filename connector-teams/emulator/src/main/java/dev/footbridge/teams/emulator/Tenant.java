package dev.footbridge.teams.emulator;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Everything the emulated tenant knows: people, security groups, teams, channels, chats. */
final class Tenant {
    private final String id;
    private final String displayName;
    private final Clock clock;
    private final RandomGenerator random;
    private final Conversation.Observer observer;
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final List<Person> peopleInOrder = new CopyOnWriteArrayList<>();
    private final Map<String, Team> teams = new ConcurrentHashMap<>();
    private final Map<String, Chat> chats = new ConcurrentHashMap<>();
    private final Map<String, SecurityGroup> groups = new ConcurrentHashMap<>();

    Tenant(String id, String displayName, Clock clock, RandomGenerator random, Conversation.Observer observer) {
        this.id = id;
        this.displayName = displayName;
        this.clock = clock;
        this.random = random;
        this.observer = observer;
    }

    String id() {
        return id;
    }

    String displayName() {
        return displayName;
    }

    void add(Person person) {
        people.put(person.id(), person);
        peopleInOrder.add(person);
    }

    void add(Team team) {
        teams.put(team.id(), team);
    }

    void add(SecurityGroup group) {
        groups.put(group.id(), group);
    }

    Optional<SecurityGroup> group(String groupId) {
        return Optional.ofNullable(groups.get(groupId));
    }

    List<Person> people() {
        return List.copyOf(peopleInOrder);
    }

    /** Finds a person by object id, principal name or mail address. */
    Optional<Person> person(String idOrName) {
        var byId = people.get(idOrName);
        return byId != null
                ? Optional.of(byId)
                : peopleInOrder.stream().filter(p -> p.answersTo(idOrName)).findFirst();
    }

    Person requirePerson(String idOrName) {
        return person(idOrName).orElseThrow(() -> GraphFault.directoryObjectNotFound(idOrName));
    }

    Collection<Team> teams() {
        return teams.values();
    }

    Team requireTeam(String teamId) {
        var team = teams.get(teamId);
        if (team == null) {
            throw GraphFault.notFound("No team found with Group id " + teamId);
        }
        return team;
    }

    Channel requireChannel(String teamId, String channelId) {
        return requireTeam(teamId)
                .channel(channelId)
                .orElseThrow(() -> GraphFault.notFound("Channel " + channelId + " was not found in the team."));
    }

    Collection<Chat> chats() {
        return chats.values();
    }

    Chat requireChat(String chatId) {
        var chat = chats.get(chatId);
        if (chat == null) {
            throw GraphFault.notFound("NotFound: thread " + chatId + " does not exist.");
        }
        return chat;
    }

    Channel openChannel(Team team, String channelId, String name, String description, String membershipType) {
        var roster = membershipType.equals(Channel.STANDARD) ? team.roster() : new Roster();
        var place = new Place.ChannelPlace(team.id(), channelId);
        var channel = new Channel(
                channelId,
                team.id(),
                name,
                description,
                membershipType,
                clock.millis(),
                roster,
                new Conversation(place, clock, observer));
        team.add(channel);
        return channel;
    }

    /** Opens a chat. A second one-on-one chat of the same two people is the first one, as in Teams. */
    Chat openChat(String type, Optional<String> topic, List<Person> members) {
        if (type.equals(Chat.ONE_ON_ONE)) {
            var ids = members.stream().map(Person::id).sorted().toList();
            var chatId = "19:" + String.join("_", ids) + "@unq.gbl.spaces";
            return chats.computeIfAbsent(chatId, c -> newChat(c, type, topic, members));
        }
        var chat = newChat("19:" + hex(32) + "@thread.v2", type, topic, members);
        chats.put(chat.id(), chat);
        return chat;
    }

    Chat openChat(String chatId, String topic, List<Person> members) {
        return chats.computeIfAbsent(chatId, c -> newChat(c, Chat.GROUP, Optional.of(topic), members));
    }

    Roster.Member member(Person person, boolean owner) {
        return new Roster.Member(hex(48), person, owner);
    }

    /** Finds a channel or chat by its id alone; channel ids are unique in the tenant. */
    Optional<Conversation> conversation(String conversationId) {
        var chat = chats.get(conversationId);
        if (chat != null) {
            return Optional.of(chat.conversation());
        }
        return teams.values().stream()
                .flatMap(t -> t.channel(conversationId).stream())
                .map(Channel::conversation)
                .findFirst();
    }

    Roster roster(Place place) {
        return place instanceof Place.ChannelPlace channel
                ? requireChannel(channel.teamId(), channel.channelId()).roster()
                : requireChat(place.conversationId()).roster();
    }

    String hex(int digits) {
        var text = new StringBuilder(digits);
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    String guid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private Chat newChat(String chatId, String type, Optional<String> topic, List<Person> members) {
        var roster = new Roster();
        members.forEach(p -> roster.add(member(p, !p.guest())));
        return new Chat(
                chatId,
                type,
                topic,
                clock.millis(),
                roster,
                new Conversation(new Place.ChatPlace(chatId), clock, observer));
    }
}
