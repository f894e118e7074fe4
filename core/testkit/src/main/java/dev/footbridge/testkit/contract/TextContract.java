package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.testkit.fake.DocumentGenerator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * What the two halves of a connector's text keep together: reading what was written gives the same document up to the
 * declared losses, doing it twice changes nothing more, no text is lost, no character that a person sees as one is cut, and
 * nothing that anybody sends takes more than linear time. Needs no platform. Extend it once, as {@code XTextTest}.
 *
 * @param <B> the body of one message as the platform's API takes it
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
public abstract class TextContract<B> {

    private static final int DOCUMENTS = 400;
    private static final int LARGE = 65_536;
    private static final int MARKS = 100_000;
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Elements that can be in a body. */
    private static final Set<Element> BODY = EnumSet.range(Element.BOLD, Element.RULE);

    private static final List<String> ADDRESSES = List.of(
            "https://files.example/:w:/s/Plans/EaBc_dEfGh-1234567890?e=aBcDeF",
            "https://files.example/:x:/r/sites/Plans/Shared%20Documents/General/Budget%202026.xlsx?d=w1&csf=1&web=1&e=x",
            "https://files.example/sites/Plans/_layouts/15/Doc.aspx?sourcedoc=%7B1A2B%7D&file=Plan.docx&action=default",
            "https://docs.example/document/d/1aBc_D-e__F--g/edit?usp=sharing&ouid=1048#heading=h.gjdgxs",
            "https://docs.example/spreadsheets/d/1aBc/edit?gid=0#gid=0",
            "https://drive.example/open?authuser=ada%40files.example&id=0Babc_def",
            "https://short.example/w/s!AbC_dEf-gHi",
            "https://boards.example/app/board/uXjV_a-bC=/?moveToWidget=3458764517517819&cot=14",
            "https://boards.example/app/live-embed/uXjV=/?moveToViewport=-100,-200,300,400");

    /** For a subclass in any package. */
    protected TextContract() {}

    /** Whose people and channels the mentions mean. */
    protected abstract WorkspaceId workspace();

    /** What the connector declares. */
    protected abstract Features features();

    /** Writes a document as the connector posts it: one body for each message. */
    protected abstract Rendering<B> write(Document document);

    /** Reads such a body as if the platform had sent it back unchanged. */
    protected abstract Document read(B body);

    /** How much of {@link #limit} a body takes. */
    protected abstract int size(B body);

    /** The most that the platform takes in one message. */
    protected abstract int limit();

    /** Bodies as a stranger may send them, with this text in every place where the platform has markup or plain text. */
    protected abstract List<B> foreign(String markup);

    /** Texts that are hostile to this platform's readers in particular, added to those that are to all. */
    protected List<Hostile> hostile() {
        return List.of();
    }

    /** What generated documents consist of when no loss is expected: all body elements that are FULL. */
    protected Set<Element> whole() {
        Set<Element> whole = EnumSet.copyOf(BODY);
        whole.removeIf(element -> features().fidelity(element) != Fidelity.FULL);
        return whole;
    }

    private Document generated(int seed, Set<Element> elements) {
        return new DocumentGenerator(seed, workspace(), elements).next();
    }

    private Document readAll(List<B> bodies) {
        List<Block> blocks = new ArrayList<>();
        bodies.forEach(body -> blocks.addAll(read(body).blocks()));
        return new Document(blocks);
    }

    private Document crossed(Document document) {
        return readAll(write(document).parts());
    }

    private static void same(String what, Document read, Document wanted) {
        assertThat(difference(wanted.toString(), read.toString())).as(what).isEmpty();
    }

    /** Documents are long: where they part says enough. */
    private static String difference(String wanted, String read) {
        if (wanted.equals(read)) {
            return "";
        }
        int at = 0;
        while (at < Math.min(wanted.length(), read.length()) && wanted.charAt(at) == read.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 80);
        return "wanted ..." + wanted.substring(from, Math.min(wanted.length(), at + 80)) + "... but read ..."
                + read.substring(from, Math.min(read.length(), at + 80));
    }

    @Test
    void what_was_written_without_a_loss_reads_back_the_same() {
        int whole = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Document document = generated(seed, whole());
            Rendering<B> rendering = write(document);
            if (rendering.losses().isEmpty()) {
                whole++;
                assertThat(rendering.parts()).as("bodies of seed %s", seed).hasSize(1);
                same("document of seed " + seed, Labels.without(readAll(rendering.parts())), Labels.without(document));
            }
        }
        assertThat(whole)
                .as("of %s documents of elements that are FULL, those without a loss", DOCUMENTS)
                .isGreaterThan(DOCUMENTS / 4);
    }

    @Test
    void a_second_pass_changes_nothing() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Document once = crossed(generated(seed, BODY));
            same("second pass of the document of seed " + seed, crossed(once), once);
        }
    }

    /** As people copy them from storages of documents: what an address says must not change on the way. */
    @TestFactory
    Stream<DynamicTest> an_address_crosses_as_it_is() {
        return ADDRESSES.stream()
                .map(address -> DynamicTest.dynamicTest(address, () -> {
                    if (features().fidelity(Element.LINK) == Fidelity.FULL) {
                        Document labelled = Document.of(Text.of("see "), Link.of("plans", address), Text.of(" now"));
                        assertThat(Links.in(crossed(labelled)))
                                .extracting(Link::url)
                                .containsExactly(address);
                    }
                    Document bare = Document.of(Text.of("see "), Link.of(address, address), Text.of(" now"));
                    assertThat(crossed(bare).plainText()).contains(address);
                    assertThat(Links.in(crossed(bare))).extracting(Link::url).isSubsetOf(address);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_lesser_element_costs_no_letter() {
        return BODY.stream()
                .filter(element -> !whole().contains(element))
                .filter(element -> features().fidelity(element) != Fidelity.REJECTED)
                .map(element -> DynamicTest.dynamicTest(element.name(), () -> costsNoLetter(element)));
    }

    private void costsNoLetter(Element element) {
        Set<Element> elements = EnumSet.copyOf(whole());
        elements.add(element);
        for (int seed = 0; seed < DOCUMENTS / 4; seed++) {
            Document document = generated(10_000 + seed, elements);
            String wanted = letters(Labels.withoutReferences(document).plainText());
            String read = letters(crossed(document).plainText());
            assertThat(missing(wanted, read))
                    .as("letters of the document of seed %s that did not cross", seed)
                    .isEmpty();
        }
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What of the first text is not in the second, in order. */
    private static String missing(String wanted, String there) {
        int at = 0;
        for (int i = 0; i < there.length() && at < wanted.length(); i++) {
            if (there.charAt(i) == wanted.charAt(at)) {
                at++;
            }
        }
        return wanted.substring(at);
    }

    private static List<String> graphemes(String text) {
        return GRAPHEME.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(grapheme -> !grapheme.isBlank())
                .toList();
    }

    private Stream<Hostile> all() {
        return Stream.concat(Hostile.common().stream(), hostile().stream());
    }

    @TestFactory
    Stream<DynamicTest> hostile_text_is_written_whole_and_in_linear_time() {
        return all().map(hostile -> DynamicTest.dynamicTest(hostile.name(), () -> written(hostile)));
    }

    private void written(Hostile hostile) {
        kept(hostile.name(), Document.text(hostile.text().apply(LARGE)));
        LinearTime.check("writing " + hostile, size -> {
            Document document = Document.text(hostile.text().apply(size));
            return () -> write(document);
        });
    }

    /** All of it crosses, in bodies that the platform takes, cut between characters. */
    private void kept(String what, Document document) {
        List<B> bodies = write(document).parts();
        assertThat(bodies)
                .as("%s: sizes of the bodies", what)
                .allSatisfy(body -> assertThat(size(body)).isLessThanOrEqualTo(limit()));
        List<String> read = new ArrayList<>();
        bodies.forEach(body -> read.addAll(graphemes(read(body).plainText())));
        List<String> wanted = graphemes(document.plainText());
        assertThat(read.equals(wanted))
                .as("%s: whether its %s characters crossed, of which %s were read", what, wanted.size(), read.size())
                .isTrue();
    }

    @TestFactory
    Stream<DynamicTest> hostile_text_is_read_in_linear_time() {
        return all().map(hostile -> DynamicTest.dynamicTest(hostile.name(), () -> readInTime(hostile)));
    }

    private void readInTime(Hostile hostile) {
        for (B body : foreign(hostile.text().apply(LARGE))) {
            Document document = read(body);
            assertThat(new Document(document.blocks())).isEqualTo(document);
            assertThat(document.plainText().length())
                    .as("length of what is read of %s", hostile)
                    .isLessThanOrEqualTo(10 * LARGE);
        }
        int ways = foreign("").size();
        for (int way = 0; way < ways; way++) {
            int which = way;
            LinearTime.check("reading " + hostile, size -> {
                B body = foreign(hostile.text().apply(size)).get(which);
                return () -> read(body);
            });
        }
    }

    @Test
    void a_hundred_thousand_combining_marks_are_bounded() {
        String marks = "a" + "\u0301".repeat(MARKS) + "b";
        kept("marks", Document.text(marks));
        for (B body : foreign(marks)) {
            assertThat(read(body).plainText()).as("what is read of many marks").hasSizeLessThan(MARKS / 100);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_limit_cuts_nothing_in_two() {
        return Seam.all(workspace()).map(seam -> DynamicTest.dynamicTest(seam.name(), () -> cutAround(seam)));
    }

    private void cutAround(Seam seam) {
        int most = longest();
        for (int before = most - Seam.REACH; before <= most + 2; before++) {
            Document document = seam.behind("a".repeat(Math.max(1, before - 1)) + " ");
            List<B> bodies = write(document).parts();
            assertThat(bodies)
                    .as("%s behind %s letters: sizes of the bodies", seam, before)
                    .allSatisfy(body -> assertThat(size(body)).isLessThanOrEqualTo(limit()));
            seam.check(seam + " behind " + before + " letters", readAll(bodies), crossed(seam.behind("a ")));
        }
    }

    /** How many letters make one full body. */
    private int longest() {
        int fits = 1;
        int tooLong = limit() + 1;
        while (tooLong - fits > 1) {
            int middle = fits + (tooLong - fits) / 2;
            if (write(Document.of(Text.of("a".repeat(middle)))).parts().size() == 1) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return fits;
    }
}
