package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Exports of whole boards: a job with a task per board, done after a while, each with a link to an archive. */
final class ExportEndpoints {
    /** How long a link to an archive works; the vendor tells the time in each answer. */
    static final Duration LINK_LIFETIME = Duration.ofMinutes(15);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MAX_JOBS = 200;
    private static final int MAX_BOARDS = 1_000;
    private static final int MAX_PAGE = 500;
    private static final int MAX_LINKS = 10_000;

    private final Office office;
    private final Duration takes;
    private final Map<String, ExportJob> jobs = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Link> eldest) {
            return size() > MAX_LINKS;
        }
    };

    private record Link(byte[] archive, Instant until) {}

    /** One board of a job. */
    private record Task(String id, String boardId, byte[] archive) {}

    private static final class ExportJob {
        private final String id;
        private final String format;
        private final String creator;
        private final Instant createdAt;
        private final List<Task> tasks;
        private boolean cancelled;

        private ExportJob(String id, String format, String creator, Instant createdAt, List<Task> tasks) {
            this.id = id;
            this.format = format;
            this.creator = creator;
            this.createdAt = createdAt;
            this.tasks = List.copyOf(tasks);
        }
    }

    ExportEndpoints(Office office, Duration takes) {
        this.office = office;
        this.takes = takes;
    }

    void register(MiroApi api) {
        office.on(api, "enterprise-create-board-export", this::create);
        office.on(api, "enterprise-board-export-jobs", this::list);
        office.on(
                api,
                "enterprise-board-export-job-status",
                call -> Reply.json(Nodes.object().put("jobStatus", status(job(call)))));
        office.on(api, "enterprise-update-board-export-job", this::cancel);
        office.on(api, "enterprise-board-export-job-results", this::results);
        office.on(api, "enterprise-board-export-job-tasks", this::tasks);
        office.on(api, "enterprise-create-board-export-task-export-link", this::link);
    }

    private Reply create(Call call) {
        String id = uuid(call.requiredQuery("request_id"));
        JsonNode body = call.body();
        String format =
                body.has("boardFormat") ? Office.choice(body, "boardFormat", List.of("SVG", "HTML", "PDF")) : "SVG";
        JsonNode boards = body.path("boardIds");
        if (!boards.isArray() || boards.isEmpty() || boards.size() > MAX_BOARDS) {
            throw MiroFault.invalid("boardIds", "size must be between 1 and " + MAX_BOARDS);
        }
        if (jobs.containsKey(id)) {
            throw MiroFault.conflict("There is a job of this request");
        }
        if (jobs.size() >= MAX_JOBS) {
            throw MiroFault.conflict("There are too many jobs");
        }
        List<Task> tasks = new ArrayList<>();
        for (JsonNode board : boards) {
            Board found = Office.found(office.world.boards, board.asText(), "Board");
            String task = new UUID(office.world.nextId(), office.world.nextId()).toString();
            tasks.add(new Task(task, found.id, Archive.of(found, format)));
        }
        jobs.put(id, new ExportJob(id, format, call.user().id(), office.world.clock.instant(), tasks));
        return Reply.json(Nodes.object().put("jobId", id));
    }

    private static String uuid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw MiroFault.invalid("request_id", "a UUID is expected");
        }
    }

    private String status(ExportJob job) {
        if (job.cancelled) {
            return "CANCELLED";
        }
        return done(job) ? "FINISHED" : "IN_PROGRESS";
    }

    private String taskStatus(ExportJob job) {
        if (job.cancelled) {
            return "CANCELLED";
        }
        return done(job) ? "SUCCESS" : "SCHEDULED";
    }

    private boolean done(ExportJob job) {
        return !office.world.clock.instant().isBefore(job.createdAt.plus(takes));
    }

    private Reply list(Call call) {
        List<String> wanted = call.request().queryParameters().getOrDefault("status", List.of());
        List<String> creators = call.request().queryParameters().getOrDefault("creatorId", List.of());
        List<ExportJob> rows = jobs.values().stream()
                .filter(job -> wanted.isEmpty() || wanted.contains("JOB_STATUS_" + status(job)))
                .filter(job -> creators.isEmpty() || creators.contains(job.creator))
                .toList();
        return page(call, rows.size(), Paging.byLastId(call, rows, MAX_PAGE, job -> job.id, this::json));
    }

    private ObjectNode json(ExportJob job) {
        ObjectNode json = Nodes.object()
                .put("id", job.id)
                .put("name", "Export of " + job.tasks.size())
                .put("boardFormat", job.format)
                .put("status", status(job).toLowerCase(java.util.Locale.ROOT))
                .put("createdAt", Nodes.time(job.createdAt))
                .put("modifiedAt", Nodes.time(job.createdAt));
        json.putObject("tasksCount")
                .put("total", job.tasks.size())
                .put("success", taskStatus(job).equals("SUCCESS") ? job.tasks.size() : 0)
                .put("error", 0);
        json.putObject("creator").put("id", job.creator);
        return json;
    }

    /** These lists have a total and neither limit nor size. */
    private static Reply page(Call call, int total, ObjectNode page) {
        call.number("limit", 1, MAX_PAGE, 50);
        page.remove(List.of("limit", "size", "type"));
        return Reply.json(page.put("total", total));
    }

    private Reply cancel(Call call) {
        ExportJob job = job(call);
        Office.choice(call.body(), "status", List.of("CANCELLED"));
        if (done(job)) {
            throw MiroFault.of(400, "badRequest", "The job has finished");
        }
        job.cancelled = true;
        return Reply.json(Nodes.object().put("status", "CANCELLED"));
    }

    private Reply results(Call call) {
        ExportJob job = job(call);
        ObjectNode json = Nodes.object().put("jobId", job.id);
        ArrayNode results = json.putArray("results");
        for (Task task : job.tasks) {
            ObjectNode result =
                    results.addObject().put("boardId", task.boardId()).put("status", taskStatus(job));
            if (taskStatus(job).equals("SUCCESS")) {
                result.put("exportLink", address(call, task));
            }
        }
        return Reply.json(json);
    }

    private Reply tasks(Call call) {
        ExportJob job = job(call);
        List<String> wanted = call.request().queryParameters().getOrDefault("status", List.of());
        List<Task> rows = job.tasks.stream()
                .filter(task -> wanted.isEmpty() || wanted.contains("TASK_STATUS_" + taskStatus(job)))
                .toList();
        return page(call, rows.size(), Paging.byLastId(call, rows, MAX_PAGE, Task::id, task -> json(job, task)));
    }

    private ObjectNode json(ExportJob job, Task task) {
        ObjectNode json = Nodes.object().put("id", task.id()).put("status", taskStatus(job));
        json.putObject("board").put("key", task.boardId());
        if (taskStatus(job).equals("SUCCESS")) {
            json.put("sizeInBytes", task.archive().length)
                    .put("artifactExpiredAt", Nodes.time(job.createdAt.plus(KEPT)));
        }
        return json;
    }

    private Reply link(Call call) {
        ExportJob job = job(call);
        Task task = job.tasks.stream()
                .filter(one -> one.id().equals(call.path("task_id")))
                .findFirst()
                .orElseThrow(() -> MiroFault.notFound("Task"));
        if (!taskStatus(job).equals("SUCCESS")) {
            throw MiroFault.of(425, "tooEarly", "The task has no result yet");
        }
        return Reply.json(Nodes.object()
                .put("status", "SUCCESS")
                .put("exportLink", address(call, task))
                .put("artifactExpiredAt", Nodes.time(job.createdAt.plus(KEPT)))
                .put("linkExpiredAt", Nodes.time(office.world.clock.instant().plus(LINK_LIFETIME))));
    }

    private String address(Call call, Task task) {
        String key = office.world.secret();
        links.put(key, new Link(task.archive(), office.world.clock.instant().plus(LINK_LIFETIME)));
        return call.base() + "/exports/" + key;
    }

    private ExportJob job(Call call) {
        return Office.found(jobs, call.path("job_id"), "Job");
    }

    /** The archive; needs no token. */
    Reply download(EmulatorRequest request) {
        synchronized (office.world) {
            Link link = links.get(request.pathParameter("key"));
            if (link == null || office.world.clock.instant().isAfter(link.until())) {
                return MiroFault.forbidden().reply();
            }
            return Reply.of(200, "application/zip", link.archive());
        }
    }
}
