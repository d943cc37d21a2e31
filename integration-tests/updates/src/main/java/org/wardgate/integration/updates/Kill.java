package org.wardgate.integration.updates;

/**
 * One pull of the plug.
 *
 * @param number from 1
 * @param moment that it was meant for
 * @param loss what else was lost
 * @param bad whether a bundle of the update does not start
 * @param next what the update brings
 */
record Kill(int number, Moment moment, Loss loss, boolean bad, Release next) {
  @Override
  public String toString() {
    return "kill " + number + " at " + moment + ", " + loss + " lost";
  }
}
