package dev.footbridge.relay.documents;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which counterpart accounts belong into which groups for single sign-on, and what has to change for that. Pure: somebody
 * else asks and changes the directories. An account that the relay did not put into a group is never taken out.
 */
public final class SignInGroups {

    /**
     * What brings a group to what it should be.
     *
     * @param add accounts to put in
     * @param remove accounts to take out
     */
    public record Change(Set<String> add, Set<String> remove) {
        public Change {
            add = Set.copyOf(add);
            remove = Set.copyOf(remove);
        }
    }

    private final List<SignInRoute> routes;

    public SignInGroups(List<SignInRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The route of a person to a document: the first that concerns both. */
    public Optional<SignInRoute> route(URI document, String mail) {
        return routes.stream().filter(route -> route.concerns(document, mail)).findFirst();
    }

    /** The groups in which the accounts of these people belong, by the domains of their addresses. */
    public Map<String, Set<String>> wanted(Collection<String> mails) {
        Map<String, Set<String>> wanted = new HashMap<>();
        routes.forEach(route -> wanted.putIfAbsent(route.group(), new HashSet<>()));
        for (String mail : mails) {
            String domain = mail.substring(mail.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
            routes.stream()
                    .filter(route -> route.mailDomains().contains(domain))
                    .forEach(route -> wanted.computeIfAbsent(route.group(), group -> new HashSet<>())
                            .add(mail.toLowerCase(Locale.ROOT)));
        }
        return wanted;
    }

    /**
     * What to change in one group.
     *
     * @param wanted who belongs in
     * @param present who is in
     * @param ours whom the relay put in
     */
    public static Change change(Set<String> wanted, Set<String> present, Set<String> ours) {
        Set<String> add = new HashSet<>(wanted);
        add.removeAll(present);
        Set<String> remove = new HashSet<>(present);
        remove.retainAll(ours);
        remove.removeAll(wanted);
        return new Change(add, remove);
    }
}
