package dev.footbridge.relay.scopes;

import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.connector.ConsentForms.App;
import dev.footbridge.core.connector.ConsentForms.Form;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantAudit;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopePlanner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms of a platform for a profile, as files in a folder: of one credential there, of several in a folder each. */
public final class FormsFolder {

    static final String LINKS = "consent-links.txt";

    private static final Pattern FILE_NAME = Pattern.compile("\\w[\\w.-]*");

    private final Path folder;
    private final Map<Path, Form> files = new LinkedHashMap<>();

    private FormsFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the forms; writes nothing yet.
     *
     * @param held names of scopes that were agreed to before; the links ask for the rest only
     * @throws ScopesException when no credential of the profile can hold one of {@code held}
     */
    public static FormsFolder of(
            Path folder,
            Profile profile,
            ScopeCatalogue catalogue,
            ConsentForms forms,
            App app,
            Collection<String> held)
            throws ScopesException {
        FormsFolder made = new FormsFolder(folder);
        List<ContextPlan> plans =
                new ScopePlanner(catalogue).plan(profile.request()).contexts();
        for (String name : held) {
            if (plans.stream().allMatch(plan -> scopes(catalogue, plan, name).isEmpty())) {
                throw new ScopesException(catalogue.platform() + " has no scope " + name + " that could be held here");
            }
        }
        for (ContextPlan plan : plans) {
            Path place = plans.size() == 1
                    ? folder
                    : folder.resolve(fileName(plan.context().name()));
            forms.forms(plan, app).forEach(form -> made.files.put(place.resolve(form.name()), form));
            Set<Scope> before = new LinkedHashSet<>();
            held.forEach(name -> before.addAll(scopes(catalogue, plan, name)));
            Set<Scope> rest =
                    GrantAudit.of(catalogue, plan.granted(), Grant.of(before)).missing();
            List<URI> links = forms.links(plan, rest, app);
            if (!links.isEmpty()) {
                made.files.put(place.resolve(LINKS), links(links, !held.isEmpty()));
            }
        }
        return made;
    }

    private static String fileName(String context) throws ScopesException {
        if (!FILE_NAME.matcher(context).matches()) {
            throw new ScopesException("context " + context + " cannot be the name of a folder");
        }
        return context;
    }

    private static List<Scope> scopes(ScopeCatalogue catalogue, ContextPlan plan, String name) {
        return catalogue.named(name).stream()
                .map(ScopeInfo::scope)
                .filter(scope -> plan.mode().canHold(Set.of(scope)))
                .toList();
    }

    private static Form links(List<URI> links, boolean more) {
        StringBuilder text = new StringBuilder();
        links.forEach(link -> text.append(link).append('\n'));
        return new Form(
                LINKS,
                "text/plain",
                "to be opened by those who have to agree" + (more ? ", for what is not held yet" : ""),
                text.toString());
    }

    /**
     * Writes what is not there yet; nothing at all when one of the files is there with another content.
     *
     * @param force whether such a file is overwritten all the same
     * @return a sentence for each file, in the order of the steps
     * @throws ScopesException when a file is there and differs, or the folder cannot be written
     */
    public List<String> write(boolean force) throws ScopesException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ScopesException(folder + " is no folder");
        }
        try {
            Map<Path, byte[]> changed = changed();
            List<Path> differing =
                    changed.keySet().stream().filter(Files::exists).toList();
            if (!force && !differing.isEmpty()) {
                throw new ScopesException(differing.get(0)
                        + " is there with another content; --force overwrites it. Nothing was written");
            }
            for (Map.Entry<Path, byte[]> entry : changed.entrySet()) {
                Path parent = entry.getKey().getParent();
                Files.createDirectories(parent == null ? folder : parent);
                Files.write(entry.getKey(), entry.getValue());
            }
            List<String> sentences = new ArrayList<>();
            files.forEach((file, form) ->
                    sentences.add(file + (changed.containsKey(file) ? ": " : " (unchanged): ") + form.use()));
            return sentences;
        } catch (FileSystemException e) {
            throw new ScopesException(e.getFile() + " cannot be written: " + reason(e));
        } catch (IOException e) {
            throw new ScopesException(folder + " cannot be written: " + e.getMessage());
        }
    }

    private Map<Path, byte[]> changed() throws IOException {
        Map<Path, byte[]> changed = new LinkedHashMap<>();
        for (Map.Entry<Path, Form> entry : files.entrySet()) {
            byte[] text = entry.getValue().text().getBytes(StandardCharsets.UTF_8);
            boolean same =
                    Files.isRegularFile(entry.getKey()) && Arrays.equals(Files.readAllBytes(entry.getKey()), text);
            if (!same) {
                changed.put(entry.getKey(), text);
            }
        }
        return changed;
    }

    /** The message of most of these exceptions is the file's name alone. */
    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }
}
