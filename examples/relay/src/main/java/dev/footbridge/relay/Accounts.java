package dev.footbridge.relay;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.id.UserId;
import dev.footbridge.relay.bridge.SignInGroup;
import dev.footbridge.relay.config.RelayConfig;
import dev.footbridge.relay.config.RelayConfig.GroupEntry;
import dev.footbridge.relay.config.RelayConfig.PersonEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts that the configuration names, as the connectors know them. */
record Accounts(RelayConfig config, Map<String, Connector> connectors) {

    /** The accounts of each person. */
    List<Set<UserId>> people() {
        List<Set<UserId>> people = new ArrayList<>();
        for (PersonEntry entry : config.people()) {
            Set<UserId> person = new HashSet<>();
            entry.accounts().keySet().forEach(name -> find(entry, name).ifPresent(person::add));
            people.add(person);
        }
        return people;
    }

    /** The groups with the accounts that may be put in: of people whose home is told, and never those at home. */
    List<SignInGroup> signInGroups() {
        List<SignInGroup> groups = new ArrayList<>();
        for (GroupEntry group : config.signInGroups()) {
            Map<UserId, UserId> people = new HashMap<>();
            for (PersonEntry person : config.people()) {
                if (group.concerns(person)) {
                    Optional<UserId> counterpart = find(person, group.connector());
                    person.home()
                            .flatMap(name -> find(person, name))
                            .ifPresent(home -> counterpart.ifPresent(account -> people.put(home, account)));
                }
            }
            groups.add(new SignInGroup(group.connector(), group.group(), people));
        }
        return groups;
    }

    private Optional<UserId> find(PersonEntry person, String name) {
        return Optional.ofNullable(connectors.get(name))
                .flatMap(connector -> Optional.ofNullable(person.accounts().get(name))
                        .map(account -> new UserId(connector.workspace(), account)));
    }
}
