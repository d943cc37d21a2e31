/** The cloud link over MQTT 3.1.1. */
@NullMarked
package org.wardgate.platform.felix.mqtt;

import org.jspecify.annotations.NullMarked;
