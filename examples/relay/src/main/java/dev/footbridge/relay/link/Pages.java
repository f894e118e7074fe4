package dev.footbridge.relay.link;

import dev.footbridge.core.connector.FileName;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages that people see: one template, no script. */
final class Pages {

    /** Its own style, its own pictures, forms to itself; nothing else is loaded, run or framed. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "dev.footbridge.relay.link.page");
    private final Recipients recipients;

    Pages(Recipients recipients) {
        this.recipients = recipients;
    }

    /** Who shared what, and the file itself. */
    void file(Context context, SharedFile file) {
        PageTexts texts = texts(context);
        String secret = file.link().secret();
        String name = FileName.clean(file.attachment().name());
        List<PageView.Fact> facts = new ArrayList<>();
        if (!file.author().isEmpty()) {
            facts.add(new PageView.Fact(texts.text("fact.author"), file.author()));
        }
        facts.add(new PageView.Fact(texts.text("fact.file"), name));
        file.attachment()
                .size()
                .ifPresent(size -> facts.add(new PageView.Fact(texts.text("fact.size"), texts.size(size))));
        facts.add(new PageView.Fact(texts.text("fact.time"), texts.time(file.sharedAt())));
        facts.add(new PageView.Fact(
                texts.text("fact.until"),
                texts.time(Instant.ofEpochMilli(file.link().row().expiresAt()))));
        boolean shown = ImageType.declared(file.attachment().mediaType()).isPresent();
        PageView view = new PageView(
                texts.language(),
                Paths.STYLE,
                texts.text("file.title"),
                List.of(texts.text(
                        "file.text",
                        file.link().source().platformName(),
                        file.link().target().platformName())),
                facts,
                shown ? List.of(new PageView.Picture(Paths.file(secret), texts.text("file.picture", name))) : List.of(),
                List.of(new PageView.Action(texts.text("action.download"), Paths.file(secret), true)),
                leave(texts));
        answer(context, 200, view);
    }

    /** Why there is no file, and what can be done about it. */
    void denied(Context context, Denial denial, Optional<KnownLink> link, boolean signedIn) {
        PageTexts texts = texts(context);
        String platform = link.map(known -> known.target().platformName()).orElse("");
        String shared = link.map(
                        known -> texts.time(Instant.ofEpochMilli(known.group().createdAt())))
                .orElse("");
        List<String> paragraphs = new ArrayList<>();
        for (String part : texts.text(denial.page() + ".text", platform, shared).split("\\|")) {
            paragraphs.add(part.strip());
        }
        PageView view = new PageView(
                texts.language(),
                Paths.STYLE,
                texts.text(denial.page() + ".title", platform),
                paragraphs,
                List.of(),
                List.of(),
                link.map(known -> actions(texts, denial, known)).orElse(List.of()),
                signedIn ? leave(texts) : List.of());
        answer(context, denial.status(), view);
    }

    private List<PageView.Action> actions(PageTexts texts, Denial denial, KnownLink link) {
        String address = Paths.signIn(link.secret());
        String platform = link.target().platformName();
        return switch (denial) {
            case SIGN_IN, OTHER_ACCOUNT, BAD_SIGN_IN ->
                recipients.canSignIn(link.target().id().workspace())
                        ? List.of(new PageView.Action(texts.text("action.sign-in", platform), address, false))
                        : List.of();
            case NOT_MEMBER, OTHER_WORKSPACE ->
                List.of(new PageView.Action(
                        texts.text("action.other-account", platform), address + "?" + Paths.CHOOSE, false));
            case UNKNOWN, EXPIRED, REVOKED, GONE, NOT_PASSED, NO_SIGN_IN, BUSY, TOO_MANY, UNAVAILABLE -> List.of();
        };
    }

    /** That somebody is signed out. */
    void signedOut(Context context) {
        PageTexts texts = texts(context);
        answer(
                context,
                200,
                new PageView(
                        texts.language(),
                        Paths.STYLE,
                        texts.text("signed-out.title"),
                        List.of(texts.text("signed-out.text")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static List<PageView.Action> leave(PageTexts texts) {
        return List.of(new PageView.Action(texts.text("action.sign-out"), Paths.SIGN_OUT, false));
    }

    private static PageTexts texts(Context context) {
        return PageTexts.of(context.header("Accept-Language"));
    }

    private void answer(Context context, int status, PageView view) {
        context.status(status);
        context.contentType("text/html; charset=utf-8");
        context.header("Content-Security-Policy", POLICY);
        context.header("Content-Language", view.language());
        context.header("Vary", "Accept-Language, Cookie");
        if (status == Denial.SIGN_IN.status()) {
            context.header("WWW-Authenticate", "OpenIDConnect");
        }
        if (context.method() != HandlerType.HEAD) {
            StringOutput html = new StringOutput();
            templates.render("page.jte", view, html);
            context.result(html.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
