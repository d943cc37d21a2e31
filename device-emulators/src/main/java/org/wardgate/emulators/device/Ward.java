package org.wardgate.emulators.device;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.ec.EcProvider;
import org.wardgate.emulators.net.ParentWatch;
import org.wardgate.emulators.provision.JsonFiles;

/** The process that plays all devices of the ward. */
public final class Ward {
  private static final int WORK_THREADS = 4;

  private final WardConfig config;
  private final DeviceLog log;
  private final Overheard overheard = new Overheard();
  private final ScheduledExecutorService work = threads("coap", WORK_THREADS);
  private final ScheduledExecutorService timers = threads("coap-timers", 1);

  /** A ward that is switched off. */
  public Ward(WardConfig config, DeviceLog log) {
    this.config = config;
    this.log = log;
  }

  /**
   * Switches all devices on and lets them live until standard input ends. Each line on standard
   * output is something a device says, see {@link DeviceLog}.
   *
   * @param arguments the {@link WardConfig} file
   */
  public static void main(String[] arguments) throws IOException {
    EcProvider.install();
    WardConfig config = JsonFiles.read(Path.of(arguments[0]), WardConfig.class);
    List<Thread> devices =
        new Ward(config, new DeviceLog(System.out, Clock.systemUTC())).switchOn();
    ParentWatch.awaitEnd();
    devices.forEach(Thread::interrupt);
    Runtime.getRuntime().halt(0);
  }

  /**
   * Starts every device on its own thread.
   *
   * @throws IOException if a device's folder cannot be read
   */
  public List<Thread> switchOn() throws IOException {
    List<Thread> threads = new ArrayList<>();
    for (DeviceConfig device : config.devices()) {
      threads.add(thread(device));
    }
    threads.forEach(Thread::start);
    return threads;
  }

  private Thread thread(DeviceConfig device) throws IOException {
    Wire wire = new Wire(device.address(), config.gateway(), work, timers);
    EmulatedDevice emulated =
        new EmulatedDevice(
            device,
            wire,
            config.resolver(),
            door(device, wire),
            new Evidence(device, overheard).attester(),
            new Renewal(Clock.systemUTC(), config.renewAfterSeconds()),
            config.driftAfterSeconds(),
            progress(device.id()));
    Thread thread = new Thread(emulated, device.id());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, failure) -> log.say(device.id(), "crashed", false, failure.toString()));
    return thread;
  }

  private static Door door(DeviceConfig device, Wire wire) throws IOException {
    Path folder = Path.of(device.folder());
    return device.proof() == DeviceConfig.Proof.SECURE_ELEMENT
        ? Door.ofSharedKey(wire, SecureElement.read(folder))
        : Door.ofCertificate(wire, DeviceKeys.read(folder));
  }

  private Progress progress(String device) {
    return new Progress() {
      @Override
      public void done(String step, String detail) {
        log.say(device, step, true, detail);
      }

      @Override
      public void failed(String step, String why) {
        log.say(device, step, false, why);
      }

      @Override
      public void attested(Bytes evidence) {
        overheard.note(device, evidence);
        log.say(device, "evidence", true, evidence.length() + " bytes accepted");
      }

      @Override
      public void challenged() {
        log.say(device, "challenge", true, "answered");
      }
    };
  }

  private static ScheduledExecutorService threads(String name, int count) {
    return Executors.newScheduledThreadPool(
        count,
        runnable -> {
          Thread thread = new Thread(runnable, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
