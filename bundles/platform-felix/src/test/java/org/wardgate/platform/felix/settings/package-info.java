@NullMarked
package org.wardgate.platform.felix.settings;

import org.jspecify.annotations.NullMarked;
