@NullMarked
package org.wardgate.console.json;

import org.jspecify.annotations.NullMarked;
