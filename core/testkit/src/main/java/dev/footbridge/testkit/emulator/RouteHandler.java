package dev.footbridge.testkit.emulator;

/** Answers the requests of one route. Called concurrently, may block; a thrown exception becomes a 500 of the vendor's form. */
@FunctionalInterface
public interface RouteHandler {
    Reply handle(EmulatorRequest request) throws Exception;
}
