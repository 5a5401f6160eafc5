package io.tocsin.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.StackProps;

/** A synthesised template, for looking things up in it. */
record Template(Map<?, ?> root) {

  /** Whether there is Node on the path, without which nothing can be synthesised. */
  static boolean nodeIsThere() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
  }

  /** That of a stack as it is chosen to be, which takes some seconds; works in the folder. */
  static Template of(Path folder, UnaryOperator<TocsinProps.Builder> choice) throws IOException {
    App app = app(folder);
    stack(app, folder, choice);
    return new Template((Map<?, ?>) app.synth().getStackByName("Tocsin").getTemplate());
  }

  static App app(Path folder) {
    return new App(
        AppProps.builder()
            .outdir(folder.resolve("cdk.out").toString())
            .analyticsReporting(false)
            .build());
  }

  /** A stack of packages that nobody looks into. */
  static TocsinStack stack(App app, Path folder, UnaryOperator<TocsinProps.Builder> choice)
      throws IOException {
    Path code = Files.writeString(folder.resolve("code.zip"), "not looked into");
    TocsinProps.Builder props = TocsinProps.of(new Packages(code, code, code), "1.2.3");
    return new TocsinStack(
        app, "Tocsin", StackProps.builder().build(), choice.apply(props).build());
  }

  /** One of its resources. */
  record Resource(String id, Map<?, ?> whole) {
    String type() {
      return String.valueOf(whole.get("Type"));
    }

    Map<?, ?> properties() {
      return map(whole.get("Properties"));
    }

    /** What is at the path of member names, or an empty text. */
    Object at(String... path) {
      return Template.at(properties(), path);
    }
  }

  List<Resource> all(String type) {
    return resources().filter(resource -> resource.type().equals(type)).toList();
  }

  Resource only(String type) {
    List<Resource> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError("there are " + found.size() + " of " + type + ", not one");
    }
    return found.get(0);
  }

  /** The one whose id begins so; the CDK adds a hash to it. */
  Resource one(String type, String idStart) {
    List<Resource> found =
        all(type).stream()
            .filter(resource -> resource.id().matches(idStart + "[0-9A-F]{8}"))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "there are " + found.size() + " of " + type + " named " + idStart + ": " + ids(type));
    }
    return found.get(0);
  }

  Resource byId(String id) {
    return resources().filter(resource -> resource.id().equals(id)).findFirst().orElseThrow();
  }

  Stream<Resource> resources() {
    return map(root.get("Resources")).entrySet().stream()
        .map(entry -> new Resource(String.valueOf(entry.getKey()), map(entry.getValue())));
  }

  /** What a function's role may do. */
  List<Object> rights(String function) {
    Resource policy = one("AWS::IAM::Policy", "tocsin" + function + "roleDefaultPolicy");
    return list(policy.at("PolicyDocument", "Statement"));
  }

  /** The environment of a function. */
  Map<?, ?> variables(String function) {
    Resource resource = one("AWS::Lambda::Function", "tocsin" + function + "function");
    return map(resource.at("Environment", "Variables"));
  }

  private List<String> ids(String type) {
    return all(type).stream().map(Resource::id).toList();
  }

  static Object at(Object from, String... path) {
    Object value = from;
    for (String name : path) {
      Object inner = map(value).get(name);
      value = inner == null ? "" : inner;
    }
    return value;
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<Object> list(Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : List.of(value);
  }

  /**
   * The same with each reference, and each text that is put together, as a text: another way to
   * write it is no difference.
   */
  static Object flat(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Template::flat).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (map.get("Ref") instanceof String id) {
      return "{" + id + "}";
    }
    if (map.get("Fn::GetAtt") instanceof List<?> path) {
      return "{" + path.get(0) + "." + path.get(1) + "}";
    }
    if (map.get("Fn::Sub") instanceof String text) {
      return text.replaceAll("\\$\\{([^!}]+)}", "{$1}").replace("${!", "${");
    }
    if (map.get("Fn::Join") instanceof List<?> join && join.get(1) instanceof List<?> parts) {
      return parts.stream()
          .map(part -> String.valueOf(flat(part)))
          .collect(Collectors.joining(String.valueOf(join.get(0))));
    }
    Map<Object, Object> flat = new TreeMap<>();
    map.forEach((name, inner) -> flat.put(name, flat(inner)));
    return flat;
  }

  /** The id that the first Ref or Fn::GetAtt in the value refers to, or an empty text. */
  static String target(@Nullable Object value) {
    if (map(value).get("Ref") instanceof String id) {
      return id;
    }
    if (map(value).get("Fn::GetAtt") instanceof List<?> path) {
      return String.valueOf(path.get(0));
    }
    Collection<?> inner = value instanceof List<?> list ? list : map(value).values();
    return inner.stream().map(Template::target).filter(id -> !id.isEmpty()).findFirst().orElse("");
  }
}
