package dev.footbridge.relay.link;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site of somebody who means ill: it hears whatever runs, and its pages try to read what is not theirs. */
final class Trap implements AutoCloseable {

    /**
     * Loads {@code ?of=} in every way there is and notes what came through. Where a browser saves a file instead of showing
     * it, a frame never tells that it is done.
     */
    private static final String PAGE = """
            <!doctype html><title>attack</title><body><script>
            const of = new URLSearchParams(location.search).get('of');
            const came = [];
            const element = (tag, attribute, more = {}) => new Promise(done => {
              const it = Object.assign(document.createElement(tag), more);
              it.onload = () => done(tag !== 'img' || it.naturalWidth > 0);
              it.onloadeddata = () => done(true);
              it.onerror = () => done(false);
              it[attribute] = of;
              (tag === 'link' || tag === 'script' ? document.head : document.body).append(it);
              if (tag in {iframe: 1, object: 1, embed: 1}) setTimeout(() => done(false), 500);
            });
            const tried = async (name, attempt) => {
              try { if (await attempt()) came.push(name); } catch (e) { /* refused */ }
            };
            const frame = async (tag, attribute) => {
              await element(tag, attribute, {width: 50, height: 50});
              const inside = document.querySelector(tag).contentDocument;
              return inside !== null && inside.URL === of;
            };
            (async () => {
              await tried('script', () => element('script', 'src'));
              await tried('module', () => element('script', 'src', {type: 'module'}));
              await tried('import', () => import(of));
              await tried('style', () => element('link', 'href', {rel: 'stylesheet'}));
              await tried('img', () => element('img', 'src'));
              await tried('video', () => element('video', 'src'));
              await Promise.all([
                tried('iframe', () => frame('iframe', 'src')),
                tried('object', () => frame('object', 'data')),
                tried('embed', () => element('embed', 'src').then(() => false))]);
              await tried('fetch', async () => (await fetch(of)).ok);
              await tried('fetch with cookies', async () => (await fetch(of, {credentials: 'include'})).ok);
              await tried('opaque fetch', async () => !!(await fetch(of, {mode: 'no-cors', credentials: 'include'})));
              await tried('worker', () => new Promise((done, failed) => {
                const it = new Worker(of); it.onerror = failed; it.onmessage = () => done(true); }));
              await tried('shared', async () => window.ran === true);
              document.body.dataset.came = came.join(',');
            })();
            </script>
            """;

    private final HttpServer server;
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();
    final List<String> heard = new CopyOnWriteArrayList<>();

    Trap() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A script that this site hears when it runs. */
    String script(String name) {
        return "window.ran=true;new Image().src='" + address() + "/ran/" + name + "';";
    }

    /** Puts something here, without any of the care that links take; where it is. */
    String serve(String name, String mediaType, byte[] content) {
        pages.put("/own/" + name, content);
        types.put("/own/" + name, mediaType);
        return address() + "/own/" + name;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/ran/")) {
            heard.add(path.substring("/ran/".length()));
        }
        byte[] content = path.equals("/attack") ? PAGE.getBytes(StandardCharsets.UTF_8) : pages.get(path);
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Type", types.getOrDefault(path, "text/html; charset=utf-8"));
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
