package dev.footbridge.gchat.emulator;

import java.util.Optional;

/** Finds what a call names, if the caller may see it. */
final class Access {
    private final Domain domain;
    private final boolean markdownByDefault;

    Access(Domain domain, boolean markdownByDefault) {
        this.domain = domain;
        this.markdownByDefault = markdownByDefault;
    }

    Domain domain() {
        return domain;
    }

    ChatSpace space(Call call) {
        ChatSpace space = domain.spaceById(call.param("spacesId")).orElseThrow(ChatFault::notFound);
        if (!space.has(call.caller().self())) {
            throw ChatFault.forbidden(
                    call.caller().app()
                            ? "This Chat app is not a member of this space."
                            : "Permission denied to perform the requested action on the specified resource.");
        }
        return space;
    }

    /** A message that is still there. */
    ChatMessage message(Call call, ChatSpace space) {
        return find(call, space).orElseThrow(ChatFault::notFound);
    }

    Optional<ChatMessage> find(Call call, ChatSpace space) {
        return space.message(call.param("messagesId"))
                .filter(message -> !message.isDeleted() && message.visibleTo(call.caller()));
    }

    /** In its own name an app sees what is addressed to it; with an administrator's approval all of a space. */
    void requireReadable(Call call, ChatMessage message) {
        Caller caller = call.caller();
        if (!caller.app() || caller.hasOneOf(call.method().approved())) {
            return;
        }
        boolean addressed = message.origin().viaApp()
                || message.space().directWithApp()
                || message.mentions(caller.self().id());
        if (!addressed) {
            throw ChatFault.forbidden("This Chat app does not have access to this message.");
        }
    }

    View view(Call call) {
        String syntax = call.option("markupSyntax").orElse("MARKUP_SYNTAX_UNSPECIFIED");
        boolean markdown =
                syntax.equals("MARKUP_SYNTAX_UNSPECIFIED") ? markdownByDefault : MessageReader.markdown(syntax);
        return new View(call.caller().app() ? View.Audience.APP : View.Audience.USER, markdown);
    }
}
