package org.wardgate.api.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Which programs of the machine a component may run. Who may change settings over the network must
 * not thereby choose a program: it is one of a known name in a directory of the system, and only
 * root can have put it there; or the one that a property of the process names, which only who
 * starts the process sets. Thread-safe.
 */
public final class SystemPrograms {
  /** {@code true}: any program may be configured. For tests and demonstrations. */
  public static final String ANY = "org.wardgate.programs.any";

  /** With a program's name behind it: the path of the program to run instead. */
  public static final String PROGRAM = "org.wardgate.programs.";

  /** Where programs are looked for, in this order. */
  static final List<String> DIRECTORIES =
      List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin");

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_./+-]{1,255}");
  private static final int OTHERS_WRITE = 0022;

  private final Function<String, @Nullable String> properties;
  private final List<Path> directories;
  private final int owner;

  private SystemPrograms(
      Function<String, @Nullable String> properties, List<Path> directories, int owner) {
    this.properties = properties;
    this.directories = List.copyOf(directories);
    this.owner = owner;
  }

  /** Those of this machine, with the properties of this process. */
  public static SystemPrograms ofThisMachine() {
    return with(System::getProperty);
  }

  /** Those of this machine, with other properties. */
  public static SystemPrograms with(Function<String, @Nullable String> properties) {
    return in(DIRECTORIES.stream().map(Path::of).toList(), properties, 0);
  }

  static SystemPrograms in(
      List<Path> directories, Function<String, @Nullable String> properties, int owner) {
    return new SystemPrograms(properties, directories, owner);
  }

  /** Whether any program and any of their files may be configured. */
  public boolean any() {
    return "true".equals(properties.apply(ANY));
  }

  /**
   * What an operator configured for a program: its name, or that in a directory of the system.
   *
   * @param name of the program
   * @return the text as it is; it is looked for when it is run
   * @throws RefusedException if it is another program
   */
  public String configured(String name, String text) throws RefusedException {
    if (!FORM.matcher(text).matches()) {
      throw refused("must match " + FORM);
    }
    if (any() || text.equals(name) || text.equals(named(name)) || inDirectory(name, text)) {
      return text;
    }
    throw refused(name + ", or the path that " + PROGRAM + name + " names at the start");
  }

  private boolean inDirectory(String name, String text) {
    return directories.stream()
        .anyMatch(directory -> directory.resolve(name).toString().equals(text));
  }

  private @Nullable String named(String name) {
    return properties.apply(PROGRAM + name);
  }

  /**
   * The program to run.
   *
   * @param command as {@link #configured} gave it
   * @return its path
   * @throws IOException if there is none, or if another user than root could have changed it
   */
  public String find(String command) throws IOException {
    if (any()) {
      return command;
    }
    Path wanted = Path.of(command);
    String name = String.valueOf(wanted.getFileName());
    String instead = named(name);
    if (instead != null) {
      return instead;
    }
    List<Path> places =
        wanted.isAbsolute()
            ? List.of(wanted)
            : directories.stream().map(directory -> directory.resolve(name)).toList();
    for (Path place : places) {
      if (Files.isExecutable(place) && trusted(place)) {
        return place.toString();
      }
    }
    throw new IOException(
        "no program " + command + " that belongs to root and nobody else can write");
  }

  private boolean trusted(Path program) throws IOException {
    Path real = program.toRealPath();
    Path directory = program.toAbsolutePath().getParent();
    Path realDirectory = real.getParent();
    return directory != null
        && realDirectory != null
        && Files.isRegularFile(real)
        && owned(real)
        && owned(directory.toRealPath())
        && owned(realDirectory);
  }

  private boolean owned(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) attributes.getOrDefault("mode", OTHERS_WRITE);
    return Integer.valueOf(owner).equals(attributes.get("uid")) && (mode & OTHERS_WRITE) == 0;
  }

  private static RefusedException refused(String wanted) {
    return new RefusedException(ConfigurationErrors.BAD_VALUE, wanted);
  }
}
