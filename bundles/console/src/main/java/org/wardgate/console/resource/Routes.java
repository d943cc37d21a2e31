package org.wardgate.console.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/** From method and path to resource. Immutable. */
final class Routes {

  /** Longest path looked at, in characters. */
  static final int PATH_MAX_CHARS = 256;

  private static final String ANY = "*";

  private final List<Route> routes;

  Routes(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * A way to a resource.
   *
   * @param method the HTTP method
   * @param path segments below {@code /api/v1}, {@code *} for a variable one
   * @param resource what answers
   */
  record Route(String method, String path, Resource resource) {}

  /**
   * What a request reaches.
   *
   * @param resource what answers
   * @param variables the variable segments
   */
  record Match(Resource resource, List<String> variables) {}

  List<Route> all() {
    return routes;
  }

  /**
   * Finds the resource.
   *
   * @throws RefusedException {@link ConsoleErrors#NO_SUCH_RESOURCE} or {@link
   *     ConsoleErrors#METHOD_NOT_ALLOWED}
   */
  Match find(String method, String path) throws RefusedException {
    boolean known = false;
    if (path.length() <= PATH_MAX_CHARS) {
      List<String> segments = List.of(path.split("/", -1));
      for (Route route : routes) {
        Optional<List<String>> variables = match(List.of(route.path().split("/", -1)), segments);
        if (variables.isPresent() && route.method().equals(method)) {
          return new Match(route.resource(), variables.get());
        }
        known |= variables.isPresent();
      }
    }
    throw known
        ? new RefusedException(ConsoleErrors.METHOD_NOT_ALLOWED, method)
        : new RefusedException(ConsoleErrors.NO_SUCH_RESOURCE, path);
  }

  private static Optional<List<String>> match(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).equals(ANY)) {
        variables.add(segments.get(i));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
