package dev.footbridge.teams.emulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The members of a team, a channel or a chat. */
final class Roster {
    private final List<Member> members = new CopyOnWriteArrayList<>();

    Roster() {}

    void add(Member member) {
        members.add(member);
    }

    boolean remove(String membershipId) {
        return members.removeIf(m -> m.membershipId().equals(membershipId));
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    boolean has(String userId) {
        return find(userId).isPresent();
    }

    Optional<Member> find(String userId) {
        return members.stream().filter(m -> m.person().id().equals(userId)).findFirst();
    }

    Optional<Member> byMembership(String membershipId) {
        return members.stream()
                .filter(m -> m.membershipId().equals(membershipId))
                .findFirst();
    }

    /** One membership. Graph's membership ids are opaque and differ from user ids. */
    record Member(String membershipId, Person person, boolean owner) {}
}
